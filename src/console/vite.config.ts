import { defineConfig } from 'vite';

/** Builds the console into dist/console. Run with this directory as the root: `vite build src/console`. */
export default defineConfig({
  // The page may live behind a path prefix, so nothing in it knows its own address.
  base: './',
  // How JSX is written comes from tsconfig.json.
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    target: 'es2022',
    // Prefetching would only matter over a slow line; the stub is at most one hop away.
    modulePreload: false,
    // A content-security policy without `data:` scripts or inline styles: every asset is a file.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // The licences of the packages in the script, which has to be handed on with them.
    license: { fileName: 'licenses.md' },
  },
});
