import type { StubOptions } from './stub-options.ts';
import { isRateLimit, RATE_LIMIT_BOUNDS } from './organizations/rate-limit.ts';
import { validationLevels } from './use-cases/rules/rule-book.ts';

/**
 * Programs in plain JavaScript have nobody else to tell them.
 * @throws TypeError that names an option with a value that it cannot take
 */
export function checkOptions({ validation, apiKeys, adminKey, rateLimit, ...options }: StubOptions): void {
  const { seed, seedCount, maxBody, journalSize, journalBytes, maxOrganizations, maxUseCases } = options;
  const numbers = { seed, seedCount, maxBody, journalSize, journalBytes, maxOrganizations, maxUseCases };
  for (const [name, value] of Object.entries(numbers)) {
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 0)) {
      throw new TypeError(`createStub: ${name} must be a whole number from 0, not ${String(value)}`);
    }
  }
  if (validation !== undefined && !validationLevels.includes(validation)) {
    throw new TypeError(
      `createStub: validation must be one of ${validationLevels.join(', ')}, not ${String(validation)}`,
    );
  }
  if (rateLimit !== undefined && !isRateLimit(rateLimit))
    throw new TypeError(`createStub: rateLimit must be { requests, seconds }, whole numbers: ${RATE_LIMIT_BOUNDS}`);
  for (const each of apiKeys ?? []) {
    if (!(typeof each === 'string' ? each : each.key))
      throw new TypeError('createStub: an API key has at least one character');
  }
  // An empty header would do for an empty key.
  if (adminKey === '') throw new TypeError('createStub: adminKey must have at least one character');
}
