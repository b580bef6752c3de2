import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws from 0 to `values - 1`, the n-th of them n times as rare as the first; the same for the same seed. */
export function zipfDraws(values: number, draws: number, seed: number): number[] {
  const random = xoroshiro128plus(seed);
  const weights = Array.from({ length: values }, (_, n) => 1 / (n + 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from({ length: draws }, () => {
    let left = ((random.next() >>> 0) / 2 ** 32) * total;
    const drawn = weights.findIndex((weight) => (left -= weight) < 0);
    return drawn < 0 ? values - 1 : drawn;
  });
}
