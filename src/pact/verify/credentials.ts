import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { asObject } from '../../lib/guards.ts';
import { apiKeyIn } from '../../lib/headers.ts';
import type { Interaction, PactDocument } from './pact-document.ts';

/**
 * The API key that an interaction is verified with; undefined when its request has none.
 *
 * @param authorization header that the user gives for requests to the provider
 */
export function apiKeyOf(interaction: Interaction, authorization: string | undefined): string | undefined {
  const given = takesCredentials(interaction) ? authorization : undefined;
  return apiKeyIn(given ?? interaction.authorization ?? '');
}

/**
 * A pact's text with other credentials in its requests. Only their values change: the rest keeps its form, such as the
 * difference between 1 and 1.0, which matters to Pact.
 */
export function withCredentials(pact: PactDocument, authorization: string): string {
  const tree = parseTree(pact.text);
  if (tree === undefined) return pact.text;
  let { text } = pact;
  // From the end, so that the offsets of earlier places stay right.
  for (const interaction of [...pact.interactions].reverse()) {
    const name = headerName(interaction);
    if (!takesCredentials(interaction) || name === undefined) continue;
    const node = findNodeAtLocation(tree, ['interactions', interaction.index, 'request', 'headers', name]);
    if (node === undefined) continue;
    const value = node.type === 'array' ? [authorization] : authorization;
    text = text.slice(0, node.offset) + JSON.stringify(value) + text.slice(node.offset + node.length);
  }
  return text;
}

/** Whether the user's credentials replace the pact's. A request without credentials, and one for 401, keeps its own. */
function takesCredentials({ authorization, status }: Interaction): boolean {
  return authorization !== undefined && status !== 401;
}

function headerName({ json }: Interaction): string | undefined {
  const headers = asObject(asObject(json['request'])?.['headers']) ?? {};
  return Object.keys(headers).find((name) => name.toLowerCase() === 'authorization');
}
