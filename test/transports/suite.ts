/** The tests of test/serve that talk HTTP and know no platform. Over a socket they run there. */
const files = [
  'admin',
  'cors',
  'errors',
  'fixtures',
  'journal',
  'planned',
  'preferences',
  'replace',
  'scenarios',
  'states',
  'use-cases',
];
for (const file of files) await import(`../serve/${file}.test.ts`);
