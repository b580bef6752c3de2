import { requirePositiveInteger } from '../arguments/require-positive-integer.ts';
import { requireLevel } from '../arguments/require-level.ts';
import type { EarlyStop } from './early-stop.ts';

/**
 * Checks when a rank window may end early.
 *
 * @param prefix what stands before the names in the error, such as `earlyStops[0].`
 * @throws InvalidRequestError naming the argument at fault.
 *
 * @example
 * ```ts
 * import { requireEarlyStop } from '@lb-rerank/core/backend';
 *
 * try {
 *   requireEarlyStop('earlyStops[0].', { patience: 0 });
 * } catch (error) {
 *   console.log((error as { argument: string }).argument); // earlyStops[0].patience
 * }
 * ```
 */
export function requireEarlyStop(
  prefix: string,
  { patience, minTopScore, stopTopN }: EarlyStop,
): void {
  for (const [name, count] of Object.entries({ patience, stopTopN })) {
    if (count !== undefined) requirePositiveInteger(`${prefix}${name}`, count);
  }
  if (minTopScore !== undefined) requireLevel(`${prefix}minTopScore`, minTopScore);
}
