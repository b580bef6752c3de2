import type { Quantisation } from '../hub/known-models.ts';

/** The most memory that Q8_0 takes while it works: the file, the context and the process around them. */
const ENOUGH_FOR_Q8_BYTES = 1.5e9;

/**
 * Chooses the quantisation for a machine: Q8_0 where there is memory for it, as its scores are the full model's to a few
 * hundredths of a level; Q4_K_M elsewhere. f16 is taken by name only: it reads twice the memory for each passage.
 *
 * @param availableBytes memory that this process can still take; by default what the system, or its container, says.
 */
export function chooseQuantisation(
  availableBytes: number = process.availableMemory(),
): Quantisation {
  return availableBytes >= ENOUGH_FOR_Q8_BYTES ? 'Q8_0' : 'Q4_K_M';
}
