/**
 * Measures how long creating, starting and closing a stub takes in a warm process, as in a test suite. Usage: node lifecycle.js TIMES; prints the milliseconds of each as JSON.
 */
import { createStub } from '../../dist/index.js';

const WARM_UP = 20;
const times = Number(process.argv[2]);
const milliseconds = [];
for (let index = -WARM_UP; index < times; index++) {
  const before = performance.now();
  const stub = createStub();
  await stub.listen({ port: 0 });
  await stub.close();
  if (index >= 0) milliseconds.push(performance.now() - before);
}
console.log(JSON.stringify(milliseconds));
