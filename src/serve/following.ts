import { amendContract } from '../contract/amend-contract.ts';
import { behaviorOf, withChoices } from '../contract/behavior.ts';
import type { Contract } from '../contract/contract.ts';
import { useCaseFacts } from '../contract/use-case-facts.ts';
import type { Refine } from '../contract/zod-check.ts';
import type { UseCaseServices } from '../use-cases/handlers.ts';
import { ruleBookFor } from '../use-cases/rules/refine.ts';
import { apiArea } from './areas.ts';
import type { Context } from './context.ts';
import { createMocks, type LoadMock } from './mocks.ts';

/** Ways that clients have preferred lately, each with the context that was made for it. */
const MOST_VARIANTS = 20;

/**
 * Makes the contexts of requests that prefer other ways of assumptions for themselves. All of them are about the same
 * organizations and use cases.
 */
export function followPreferences(
  usual: () => Context,
  plain: Contract,
  services: UseCaseServices,
  refine: Refine,
  loadMock: LoadMock | undefined,
): Context['following'] {
  const variants = new Map<string, Context>();
  return (preferred) => {
    const context = usual();
    // Defaults count as well: what is preferred stands as chosen, also where it changes nothing.
    const key = JSON.stringify(Object.entries(preferred).sort());
    const known = variants.get(key);
    if (known !== undefined) return known;
    const behavior = behaviorOf(withChoices(services.behavior.inForce, preferred));
    const contract = amendContract(plain, behavior.choices, refine);
    const ruleBook = ruleBookFor(behavior.choices);
    const fakes = services.fakes.inForm(behavior);
    const varied = { ...services, ...useCaseFacts(contract), ruleBook, behavior, fakes };
    const api = apiArea(contract, varied, createMocks(contract, loadMock));
    const variant: Context = { ...context, ruleBook, behavior, fakes, areas: { ...context.areas, api } };
    const [oldest] = variants.keys();
    if (variants.size >= MOST_VARIANTS && oldest !== undefined) variants.delete(oldest);
    variants.set(key, variant);
    return variant;
  };
}
