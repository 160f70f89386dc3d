import { defineConfig } from 'vite';

/** Builds the console into dist/console. Run with this directory as the root: `vite build src/console`. */
export default defineConfig({
  // The page may live behind a path prefix, so nothing in it knows its own address.
  base: './',
  // Children as arguments take less room in the script than as a property.
  oxc: {
    jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' },
    jsxInject: "import { h, Fragment } from 'preact'",
  },
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    target: 'es2022',
    // The stylesheet stays as it is written: `light-dark()` and container queries would only grow.
    cssTarget: ['chrome125', 'firefox128', 'safari17.5'],
    // Prefetching would only matter over a slow line; the stub is at most one hop away.
    modulePreload: false,
    // A content-security policy without `data:` scripts or inline styles: every asset is a file.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // The licences of the packages in the script, which has to be handed on with them.
    license: { fileName: 'licenses.md' },
  },
});
