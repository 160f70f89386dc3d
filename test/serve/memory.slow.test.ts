import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attacks, withstand } from '../../soak/attacks.ts';

const names = Object.keys(attacks) as (keyof typeof attacks)[];

describe('a stub with a heap of 64 MiB withstands', () => {
  for (const name of names)
    it(name.replaceAll('-', ' '), async () => {
      const { meanwhile } = await withstand(name, { heap: 64, requests: 60, milliseconds: 0 });
      assert.ok(meanwhile.requests > 0, 'another client has had its turn');
    });
});
