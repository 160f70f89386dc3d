import { fileURLToPath } from 'node:url';
import { amendContract } from '../contract/amend-contract.ts';
import type { AssumptionChoices } from '../contract/assumptions.ts';
import { behaviorBy, knownWays, type Behavior } from '../contract/behavior.ts';
import { builtInContract } from '../contract/built-in.ts';
import type { Node } from '../contract/compile.ts';
import type { Operation } from '../contract/contract.ts';
import type { Fidelity } from '../contract/fidelity.ts';
import { useCaseFacts } from '../contract/use-case-facts.ts';
import { createRouter } from '../contract/routes.ts';
import { readContractFile, type ContractFile } from '../contract/spec-file.ts';
import { version } from '../lib/version.ts';
import { providerName } from '../pact/load-pact.ts';
import type { StateAliases } from '../pact/verify/aliases.ts';
import { collectPacts, problemOf, sortProblem } from '../pact/verify/collect-pacts.ts';
import { createComparison, withoutBase } from '../pact/verify/compare-with-contract.ts';
import { contractFrom, type ContractToVerify } from '../pact/verify/contract-to-verify.ts';
import { createExpressions } from '../pact/verify/expressions.ts';
import { readPact, type Interaction, type PactDocument } from '../pact/verify/pact-document.ts';
import { resolveStates } from '../pact/verify/resolve-states.ts';
import type { SkippedPact, SourceProblem } from '../pact/verify/verification-report.ts';
import { createRefine, ruleBookFor } from '../use-cases/rules/refine.ts';
import { compareContracts, type RawChange } from './compare-contracts.ts';
import type {
  ComparedPact,
  ComparisonReport,
  ComparisonVerdict,
  ContractChange,
  DocumentPlace,
  OperationPlace,
  Touch,
} from './comparison-report.ts';
import { touchedBy } from './touched.ts';

/** What to compare. */
export interface CompareOptions {
  /** The OpenAPI 3.1 document that clients were written for. Default: the built-in contract. */
  readonly old?: string;
  /** The OpenAPI 3.1 document that is to take its place. */
  readonly new: string;
  /** Files, directories, glob patterns and URLs of pacts. */
  readonly pacts: readonly string[];
  /** Name of the provider in the pacts. Default: `use-cases-api`. */
  readonly provider?: string;
  /** Other names that the pacts use for states. */
  readonly aliases?: StateAliases;
  /** What a probe found out about the real API, which the built-in contract follows. Not with `old`. Default: nothing. */
  readonly fidelity?: Fidelity;
  /** Ways of assumptions that the built-in contract follows, whatever was found out. Not with `old`. Default: none. */
  readonly assume?: AssumptionChoices;
  /** Allow properties of requests that a contract does not have. Default: false. */
  readonly allowUnknown?: boolean;
  /** Called before each pact. */
  readonly onProgress?: (progress: { readonly source: string; readonly done: number; readonly pacts: number }) => void;
}

/** How the built-in contract is called, by which programs can read it as well. */
const BUILT_IN = 'use-case-stub/openapi.yaml';

/** A document, and the judge of pacts by it. */
interface Side {
  readonly lineOf: ContractFile['lineOf'];
  readonly contract: ContractToVerify;
  readonly judge: ReturnType<typeof createComparison>;
}

/**
 * Finds what breaks between two documents of the API, and which interactions of pacts that touches.
 *
 * @returns the changes. A pact that cannot be read does not throw
 * @throws SpecFileError when a document cannot be read or compiled
 * @throws TypeError for assumptions beside `old`: they are about the built-in contract
 */
export async function compare(options: CompareOptions): Promise<ComparisonReport> {
  const { fidelity, assume } = options;
  if (options.old !== undefined && (fidelity ?? assume) !== undefined)
    throw new TypeError('compare: fidelity and assume have no effect beside old, which says itself what the API does');
  const behavior = behaviorBy(options);
  const builtIn = fileURLToPath(new URL('../../openapi/use-cases.yaml', import.meta.url));
  const [oldFile, newFile] = await Promise.all([
    readContractFile(options.old ?? builtIn).then((file) => amended(file, behavior)),
    readContractFile(options.new),
  ]);
  const [old, now] = [sideOf(oldFile, behavior, options), sideOf(newFile, behavior, options)];
  const raw = compareContracts(oldFile.document, newFile.document);
  const touches = new Map<RawChange, Touch[]>();
  const unexplained: Touch[] = [];
  const pacts: ComparedPact[] = [];
  const skipped: SkippedPact[] = [];
  const { sources, problems } = await collectPacts(options.pacts, undefined, options);
  for (const [index, source] of sources.entries()) {
    options.onProgress?.({ source: source.name, done: index, pacts: sources.length });
    try {
      const pact = readPact(source.name, await source.read(), options.provider ?? providerName);
      pacts.push(holdAgainst(pact, raw, { old, new: now, aliases: options.aliases ?? {}, touches, unexplained }));
    } catch (error) {
      sortProblem(problemOf(error, source.name), source, { problems, skipped });
    }
  }
  const changes = grouped(raw, touches, old, now);
  const touched = [...unexplained, ...changes.flatMap((each) => each.touches)];
  const count = (level: string) => changes.filter((each) => each.level === level).length;
  return {
    schemaVersion: 1,
    versions: { tool: version },
    verdict: verdictOf(touched.length > 0, problems, changes),
    old: { file: options.old ?? BUILT_IN, version: old.contract.version },
    new: { file: options.new, version: now.contract.version },
    assumptions: knownWays(behavior.inForce),
    counts: {
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      consumersTouched: new Set(touched.map(({ consumer }) => consumer)).size,
      interactionsTouched: pacts.reduce((sum, each) => sum + each.touched, 0),
    },
    changes,
    unexplained,
    pacts,
    problems,
    skipped,
  };
}

/** The built-in contract as it is in force; lines are those of its file, or of the nearest place around. */
async function amended(file: ContractFile, { choices }: Behavior): Promise<ContractFile> {
  if (Object.keys(choices).length === 0) return file;
  const contract = amendContract(builtInContract(), choices, createRefine());
  // Its document is loaded for one of its operations.
  const document = (await contract.loadDocument(contract.operations[0] as Operation)) as Node;
  return { ...file, document, contract };
}

function sideOf(
  { document: whole, contract: read, lineOf }: ContractFile,
  { choices, inForce }: Behavior,
  { allowUnknown = false }: CompareOptions,
): Side {
  const contract = contractFrom(whole, read);
  const { document, operations, basePath } = contract;
  const policy = { ruleBook: ruleBookFor(choices), inForce, allowsUnknown: allowUnknown };
  const judge = createComparison({ document, operations, basePath, policy, expressions: createExpressions() });
  return { lineOf, contract, judge };
}

interface Holding {
  readonly old: Side;
  readonly new: Side;
  readonly aliases: StateAliases;
  /** Gets the interactions that a change touches. */
  readonly touches: Map<RawChange, Touch[]>;
  readonly unexplained: Touch[];
}

/** Judges every interaction of a pact by both documents. */
function holdAgainst(pact: PactDocument, changes: readonly RawChange[], holding: Holding): ComparedPact {
  const { old, new: now, aliases, touches, unexplained } = holding;
  const route = createRouter(old.contract.operations);
  // Both are judged in the states that the old document knows: what states give is not what is compared.
  const facts = useCaseFacts(old.contract.served);
  let touched = 0;
  for (const interaction of pact.interactions) {
    const { resolved } = resolveStates(pact, interaction, aliases, facts);
    const states = { resolved, areOfStub: true };
    const findings = { old: old.judge(pact, interaction, states), new: now.judge(pact, interaction, states) };
    const ids = operationsOf(interaction, route, old.contract.basePath);
    const own = changes.filter(({ operation }) => ids.includes(operation.operationId));
    const found = touchedBy(interaction, own, findings);
    if (found.length > 0) touched++;
    for (const { change, pactPointer, message, finding } of found) {
      const touch: Touch = {
        consumer: pact.consumer,
        source: pact.source,
        description: interaction.description,
        states: interaction.states.map(({ name }) => name),
        pactPointer,
        line: pact.lineOf(pactPointer),
        ...(finding !== undefined && { finding: finding.id }),
        message,
      };
      if (change === undefined) unexplained.push(touch);
      else touches.set(change, [...(touches.get(change) ?? []), touch]);
    }
  }
  return { source: pact.source, consumer: pact.consumer, interactions: pact.interactions.length, touched };
}

/** The operation that a request names; for 405, all of its path. */
function operationsOf(
  { requestPath, method, status }: Interaction,
  find: ReturnType<typeof createRouter>,
  basePath: string,
): readonly string[] {
  const route = find(withoutBase(requestPath, basePath));
  const named = route?.byMethod.get(method);
  const all = named !== undefined ? [named] : status === 405 ? [...(route?.byMethod.values() ?? [])] : [];
  return all.map(({ operationId }) => operationId);
}

/** Joins what is one change of the document although several operations have it, such as that of a shared schema. */
function grouped(
  raw: readonly RawChange[],
  touches: ReadonlyMap<RawChange, readonly Touch[]>,
  old: Side,
  now: Side,
): ContractChange[] {
  const place = (file: Side, pointer: string | undefined): DocumentPlace | undefined =>
    pointer === undefined ? undefined : { pointer, line: file.lineOf(pointer) };
  const key = ({ rule, old, new: now, part, keys, message }: RawChange) =>
    JSON.stringify([rule, old, now, part === 'status' || part === 'operation' ? part : keys.at(-1), message]);
  const rank = ({ level, touches: found }: ContractChange) =>
    ['error', 'warning', 'info'].indexOf(level) + (found.length > 0 ? 0 : 3);
  return [...Map.groupBy(raw, key).values()]
    .map((changes): ContractChange => {
      const [first] = changes as [RawChange];
      const [oldPlace, newPlace] = [place(old, first.old), place(now, first.new)];
      return {
        id: first.rule,
        level: first.level,
        subject: subjectOf(changes),
        message: first.message,
        // One schema may stand at several places of one body.
        operations: [
          ...new Map(
            changes.map(({ operation, status }): [string, OperationPlace] => [
              `${operation.method} ${operation.path} ${status}`,
              { ...operation, ...(status !== undefined && { status }) },
            ]),
          ).values(),
        ],
        ...(oldPlace && { old: oldPlace }),
        ...(newPlace && { new: newPlace }),
        touches: changes.flatMap((each) => touches.get(each) ?? []),
      };
    })
    .sort((one, other) => rank(one) - rank(other));
}

/** What has changed, such as `body hooks[].url`. A list of use cases has what one has. */
function subjectOf(changes: readonly RawChange[]): string {
  const [{ part, keys }] = [...changes].sort((one, other) => one.keys.length - other.keys.length) as [RawChange];
  if (part === 'operation' || part === 'status') return '';
  const path = keys.reduce((text, key) => (key === '*' ? `${text}[]` : text === '' ? key : `${text}.${key}`), '');
  return `${part === 'body' ? 'body' : part === 'header' ? 'header' : `${part} parameter`} ${path}`.trim();
}

function verdictOf(
  isTouched: boolean,
  problems: readonly SourceProblem[],
  changes: readonly ContractChange[],
): ComparisonVerdict {
  if (isTouched) return 'touches';
  if (problems.some(({ id }) => id !== 'not-found')) return 'unreadable';
  if (problems.length > 0) return 'not-found';
  return changes.some(({ level }) => level === 'error') ? 'breaking' : 'compatible';
}
