import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'dist.new/',
      'coverage/',
      'src/**/generated/',
      '**/node_modules/',
      'bench/results/',
      'test-results/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: `${import.meta.dirname}/../..` } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Our objects are closures: none of their methods knows `this`, so all may be taken off them.
      '@typescript-eslint/unbound-method': 'off',
      // A store is asynchronous even where one in memory has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // Playwright wants a fixture without fixtures of its own to be written so.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      // node:test itself waits for the promises that test() and describe() return.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite'] },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    languageOptions: {
      globals: {
        fetch: 'readonly',
        Request: 'readonly',
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        require: 'readonly',
        module: 'writable',
      },
    },
  },
  {
    // What a page has, and what Cypress gives to its tests.
    files: ['examples/{front-ends,cypress,storybook}/**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        ['document', 'window', 'Request', 'cy', 'it', 'beforeEach'].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    // What comes out of a reply is looked at, not computed with.
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-argument': 'off' },
  },
  {
    // These rooms run anywhere, in a browser's service worker, say. Their imports are held by rooms.mjs.
    files: ['src/{contract,store/memory,organizations,use-cases,admin}/**/*.ts', 'src/serve/**/*.ts', 'src/*.ts'],
    ignores: [
      'src/serve/{node,node-body,unreadable,express,console-files,process-metrics}.ts',
      'src/{cli,index,stub,lifecycle,express}.ts',
      'src/contract/generated/**',
    ],
    rules: { 'no-restricted-globals': ['error', 'process', 'Buffer', 'require', 'setImmediate'] },
  },
  {
    // Clients see time by the clock of the stub alone, which tests freeze. What is meant in real time says so.
    files: [
      'src/{admin,contract,organizations,requests,serve,use-cases}/**/*.ts',
      'src/store/memory/*.ts',
      'src/core.ts',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          "MemberExpression[object.name=/^(Date|performance)$/][property.name='now']",
          "NewExpression[callee.name='Date'][arguments.length=0]",
          "CallExpression[callee.name='Date']",
          'CallExpression[callee.name=/^set(Timeout|Interval)$/]',
        ].map((selector) => ({ selector, message: 'Ask the clock of the context, which tests freeze.' })),
      ],
    },
  },
  {
    // Texts of requests are shown as texts, whatever they are.
    files: ['src/console/**/*.ts', 'src/console/**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...['dangerouslySetInnerHTML', 'innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((name) => ({
          selector: `Identifier[name='${name}'], JSXIdentifier[name='${name}']`,
          message: 'Render it as text.',
        })),
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/cli.ts'],
    rules: { 'no-restricted-properties': ['error', { object: 'process', property: 'exit' }] },
  },
);
