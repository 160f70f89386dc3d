/**
 * The stub in a script, so that the bench can reset it and read its memory over IPC.
 * Usage: node --expose-gc stub.js PORT
 */
import { createStub } from '../../dist/index.js';

// One organization gets a million creates, more than its share of memory has room for.
const stub = createStub({ maxUseCases: 10_000_000, maxMemory: 16 * 1_073_741_824 });
await stub.listen({ port: Number(process.argv[2]) });

const answers = {
  reset: () => stub.reset(),
  memory: () => {
    globalThis.gc();
    globalThis.gc();
    const { rss, heapUsed } = process.memoryUsage();
    return { rss, heapUsed };
  },
};

process.on('message', async (question) => process.send({ question, answer: await answers[question]() }));
process.on('disconnect', () => process.exit());
