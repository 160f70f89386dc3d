import type { FixtureSet } from '../organizations/fixtures/fixture.ts';
import type { JournalEntry, ScenarioStore } from '../store/port.ts';
import { createStub, type Stub } from '../stub.ts';
import { createRecordingJournal } from './recording-journal.ts';
import { suiteVariables } from './variables.ts';

/** A stub for one run of a suite. */
export interface SuiteStub {
  readonly stub: Stub;
  /** The variables that tell the suite where the stub is. */
  readonly environment: Readonly<Record<string, string>>;
  /** What clients have sent so far. */
  requests(): readonly JournalEntry[];
  /** The suite has ended, so no client waits for an answer any more. */
  close(): Promise<void>;
}

/** What tells a suite about its stub. */
export interface SuiteStubOptions {
  /** The API key that the suite is to send. The stub takes others as well, each with an organization of its own. */
  readonly apiKey: string;
  /** Further variables by name; `{url}` and `{key}` stand for the address and the key. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly scenarios?: ScenarioStore;
  /** What organizations start with. Default: generated use cases. */
  readonly fixtures?: FixtureSet;
  /** Called before the stub listens. */
  readonly prepare?: (stub: Stub) => void;
}

/** Starts a stub on a free port for one run of a suite. */
export async function startSuiteStub(options: SuiteStubOptions): Promise<SuiteStub> {
  const { apiKey, variables = {}, scenarios, fixtures, prepare } = options;
  const journal = createRecordingJournal();
  const stub = createStub({ sharedJournal: journal, ...(scenarios && { scenarios }), ...(fixtures && { fixtures }) });
  prepare?.(stub);
  const url = await stub.listen();
  const filled = Object.entries(variables).map(([name, value]) => [
    name,
    value.replaceAll('{url}', url).replaceAll('{key}', apiKey),
  ]);
  return {
    stub,
    environment: {
      [suiteVariables.url]: url,
      [suiteVariables.key]: apiKey,
      ...(Object.fromEntries(filled) as Record<string, string>),
    },
    requests: () => journal.all().filter(({ from }) => from === undefined),
    close: () => stub.close(0),
  };
}
