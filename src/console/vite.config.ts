import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

/** Builds the console into dist/console. Run with this directory as the root: `vite build src/console`. */
export default defineConfig({
  // The page may live behind a path prefix, so nothing in it knows its own address.
  base: './',
  // How JSX is written comes from tsconfig.json.
  plugins: [licensesOfTheReference()],
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    target: 'es2022',
    // Prefetching would only matter over a slow line; the stub is at most one hop away.
    modulePreload: false,
    // A content-security policy without `data:` scripts or inline styles: every asset is a file.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // The reference is a page of its own, so that its library is loaded only by whoever opens it.
    rolldownOptions: { input: ['index.html', 'reference/index.html'].map((page) => `${import.meta.dirname}/${page}`) },
  },
});

/** The reference's library is handed on with the package, so its licence and those of what is in it go along. */
function licensesOfTheReference(): Plugin {
  const library = fileURLToPath(new URL('.', import.meta.resolve('@stoplight/elements/styles.min.css')));
  const files = ['LICENSE', 'web-components.min.js.LICENSE.txt'];
  return {
    name: 'licenses-of-the-reference',
    generateBundle() {
      const source = files.map((file) => readFileSync(library + file, 'utf8')).join('\n');
      this.emitFile({ type: 'asset', fileName: 'reference/LICENSES.txt', source });
    },
  };
}
