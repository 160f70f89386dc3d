/** For each switch the requests whose replies tell its values apart. */
import type { SwitchId } from './switches.ts';

/** `{id}` in a path is the id that the last create got. */
export interface Step {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Without an API key. */
  readonly isAnonymous?: true;
}

const create = (body: unknown): Step => ({ method: 'POST', path: '/use-cases', body });
const update = (body: unknown): Step => ({ method: 'PATCH', path: '/use-cases/{id}', body });
const read = (path: string): Step => ({ method: 'GET', path });
const raw = (text: string, type = 'application/json'): Step => ({
  ...create(text),
  headers: { 'content-type': type },
});
const minimal = create({ name: 'a' });
const unknownId = '0'.repeat(24);

export const probes: Readonly<Record<SwitchId, readonly Step[]>> = {
  'missing-key': [{ ...read('/use-cases'), isAnonymous: true }],
  'malformed-key': [{ ...read('/use-cases'), headers: { authorization: 'Basic a2V5' } }],
  'max-duration-default': [minimal],
  'language-default': [minimal],
  'other-defaults': [minimal],
  'unknown-properties': [create({ name: 'a', nmae: 'b', sample_labels: [{ colour: 'red' }] }), read('/use-cases/{id}')],
  nulls: [create({ name: 'a', timezone: null, amd: null })],
  'name-required': [create({})],
  'name-empty': [create({ name: '' })],
  'work-hours': [create({ name: 'a', work_start: '08:00' }), create({ name: 'a', work_start: '08:00:00' })],
  'extract-type': [create({ name: 'a', extract_with_ai: [{ name: 'b', type: 'currency' }] })],
  'label-color': [create({ name: 'a', sample_labels: [{ name: 'b', color: 'magenta' }] })],
  'item-name': [create({ name: 'a', classification_tags: [{ description: 'b' }] })],
  'amd-messages-keys': [create({ name: 'a', amd_messages: { nl: 'b' } })],
  'max-duration-range': [create({ name: 'a', max_duration_mins: 0 })],
  'amd-issue': [create({ name: 'a', amd: true }), create({ name: 'a', amd: true, hidden: 'b' })],
  'amd-set': [create({ name: 'a', amd: false })],
  'amd-on-update': [
    minimal,
    update({ amd: true }),
    create({ name: 'a', amd: false, amd_behavior: 'Hangup' }),
    update({ amd: true }),
  ],
  'id-not-hexadecimal': [read(`/use-cases/${'z'.repeat(24)}`)],
  'not-found': [read(`/use-cases/${unknownId}`)],
  'list-form': [minimal, read('/use-cases')],
  'list-order': [minimal, create({ name: 'b' }), read('/use-cases')],
  'list-query': [read('/use-cases?page=2')],
  delete: [minimal, { method: 'DELETE', path: '/use-cases/{id}' }],
  'missing-body': [{ method: 'POST', path: '/use-cases' }],
  'media-type': [raw('{"name":"a"}', 'text/plain')],
  'malformed-json': [raw('{"name"')],
  'json-root': [raw('7')],
  'malformed-path': [read('/use-cases/%zz')],
  'other-method': [{ method: 'PUT', path: '/use-cases' }],
  'unknown-path': [read('/use-case')],
  'path-form': [read('/use-cases/'), read('/Use-Cases')],
};
