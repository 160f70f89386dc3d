import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fromProviderState } from '../pact/consumer/matchers.ts';
import { like } from '../pact/consumer/like.ts';
import { useCasePact, type UseCaseInteraction, type UseCasePact } from '../pact/consumer/use-case-pact.ts';
import { providerName } from '../pact/load-pact.ts';
import { BASE, type Interaction } from './interaction.ts';

/**
 * Writes interactions as a pact, with Pact itself: each is described by the kit and sent once to Pact's mock server. The
 * same interactions give the same bytes. A file that exists is replaced.
 *
 * @param onProgress is told how many interactions are done
 * @throws TypeError for a name of the consumer that no file can have, or an interaction that the kit refuses
 */
export async function writePact(
  interactions: readonly Interaction[],
  { consumer, file }: { readonly consumer: string; readonly file: string },
  onProgress: (done: number) => void = () => undefined,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'recorded-pact-'));
  try {
    const pact = useCasePact({ consumer, dir: directory });
    for (const [index, interaction] of interactions.entries()) {
      await addInteraction(pact, interaction, `Bearer ${consumer.replace(/\s+/g, '-')}`);
      onProgress(index + 1);
    }
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, readFileSync(join(directory, `${consumer}-${providerName}.json`)));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The methods of the kit that are called with values known only at run time. */
interface LooseInteraction {
  given(name: string, parameters?: object): LooseInteraction;
}

async function addInteraction(
  pact: UseCasePact,
  { description, given, request, status, reply, retryAfter }: Interaction,
  authorization: string,
): Promise<void> {
  const { method, path, isOfState, query, isAnonymous, body } = request;
  const headers = isAnonymous ? {} : { authorization };
  let step = pact.addInteraction();
  if (given) step = (step as LooseInteraction).given(given.name, given.parameters) as UseCaseInteraction;
  const target = isOfState ? fromProviderState(`${BASE}/use-cases/\${id}`, path) : path;
  await step
    .uponReceiving(description)
    .withRequest(method, target, (builder) => {
      if (Object.keys(query).length > 0) builder.query(query);
      builder.headers(headers);
      if (body !== undefined) builder.jsonBody(body);
    })
    .willRespondWith(status, (builder) => {
      if (retryAfter !== undefined) builder.headers({ 'retry-after': like.header('retry-after', retryAfter) });
      if (reply !== undefined) builder.jsonBody('like' in reply ? bodyLike(reply) : reply.exactly);
    })
    .executeTest(async ({ url }) => {
      const search = new URLSearchParams(query).toString();
      const response = await fetch(`${url}${path}${search === '' ? '' : `?${search}`}`, {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      await response.arrayBuffer();
    });
}

function bodyLike({ like: name, args }: { readonly like: string; readonly args: readonly unknown[] }): never {
  return (like as unknown as Readonly<Record<string, (...args: readonly unknown[]) => unknown>>)[name]?.(
    ...args,
  ) as never;
}
