/**
 * Pseudorandom numbers from a text. Every generated value derives from the seed, the organization and the use case's
 * number, never from how many values were drawn before, so that two runs or two replicas agree.
 */

/** Draws numbers that are evenly distributed over [0, 1). */
export type Random = () => number;

/** cyrb128: hashes a text to four 32-bit words. Not for secrets. */
export function hash128(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ unit, 597399067);
    b = c ^ Math.imul(b ^ unit, 2869860233);
    c = d ^ Math.imul(c ^ unit, 951274213);
    d = a ^ Math.imul(d ^ unit, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  a ^= b ^ c ^ d;
  return [a >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0];
}

/** sfc32, seeded with a text: small, fast, and passes the usual statistical tests. */
export function randomOf(text: string): Random {
  let [a, b, c, d] = hash128(text);
  return () => {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return (t >>> 0) / 4294967296;
  };
}

/** @returns one of `values`, which must not be empty */
export function pick<Value>(random: Random, values: readonly Value[]): Value {
  return values[Math.floor(random() * values.length)] as Value;
}

/** @returns a whole number from `low` to `high`, both included */
export function integer(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** @returns true with a probability from 0 to 1 */
export function chance(random: Random, probability: number): boolean {
  return random() < probability;
}

/** @returns `pattern` with every `#` replaced by a random digit */
export function digits(random: Random, pattern: string): string {
  return pattern.replace(/#/g, () => String(integer(random, 0, 9)));
}
