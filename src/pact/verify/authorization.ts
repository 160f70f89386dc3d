import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { isObject, type Interaction, type PactDocument } from './pact-document.ts';

/**
 * Whether the examples in a pact may be replaced by credentials that the provider really knows. A request without the
 * header, and one that is to be refused with 401, are about not having them.
 */
export function takesCredentials({ authorization, status }: Interaction): boolean {
  return authorization !== undefined && status !== 401;
}

/**
 * A pact's text with other credentials in its requests. Only those values change: the rest keeps its form, the
 * difference between 1 and 1.0 included, which matters to Pact.
 */
export function withCredentials(pact: PactDocument, authorization: string): string {
  const tree = parseTree(pact.text);
  if (tree === undefined) return pact.text;
  let { text } = pact;
  // From the end, so that earlier places stay where they are.
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

function headerName({ json }: Interaction): string | undefined {
  const request = isObject(json['request']) ? json['request'] : {};
  const headers = isObject(request['headers']) ? request['headers'] : {};
  return Object.keys(headers).find((name) => name.toLowerCase() === 'authorization');
}
