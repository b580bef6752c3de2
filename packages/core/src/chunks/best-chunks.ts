import { requireKnownKeys } from '../arguments/require-known-keys.ts';
import { requireLongPassages } from '../arguments/require-long-passages.ts';
import { requirePositiveInteger } from '../arguments/require-positive-integer.ts';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import type { PassageTreatment } from '../scorer/passage-fit.ts';

/** The tokens of a chunk unless the caller says: a paragraph or two. */
const DEFAULT_MAX_TOKENS = 300;

/**
 * A way to read long passages by the parts that share most words with the query.
 *
 * A passage of more than `maxTokens` is cut between sentences into chunks that overlap by up to a quarter. Those of all long
 * passages of the rank window are ranked by BM25 against the query, over every four neighbouring letters of words, or two
 * neighbouring characters in scripts without spaces. The best of each passage are scored, and the best score counts. Where
 * nothing of the query occurs in any, they are the first.
 */
export interface BestChunks {
  /** The chunks of a long passage that the model reads, at least 1. A larger value misses less and takes longer. */
  readonly bestChunks: number;
  /**
   * The tokens of a chunk, at least 16, and of a passage that is still read whole. A larger value sends more of the text. They are
   * estimated from the characters: a chunk may have a third more or less. @default 300
   */
  readonly maxTokens?: number | undefined;
}

/** A choice of chunks with nothing left open. */
export interface CompleteBestChunks extends BestChunks {
  readonly maxTokens: number;
}

/** Less than a sentence tells nothing. */
const LEAST_TOKENS = 16;

const KEYS = Object.keys({
  bestChunks: true,
  maxTokens: true,
} satisfies Record<keyof BestChunks, true>);

/** The treatment of long passages that a ranking may ask for: what scorers know, or the best chunks. */
export type LongPassages = PassageTreatment | BestChunks;

/**
 * Reads the choice of chunks and fills in what it leaves open; undefined where long passages are the scorer's matter.
 *
 * @throws InvalidRequestError naming the argument at fault.
 */
export function bestChunksOf(
  longPassages: LongPassages | undefined,
): CompleteBestChunks | undefined {
  if (typeof longPassages !== 'object') {
    requireLongPassages(longPassages, '`{ bestChunks: 2 }`');
    return undefined;
  }
  requireKnownKeys('longPassages.', longPassages, KEYS);
  const { bestChunks, maxTokens = DEFAULT_MAX_TOKENS } = longPassages;
  requirePositiveInteger('longPassages.bestChunks', bestChunks);
  requirePositiveInteger('longPassages.maxTokens', maxTokens);
  if (maxTokens < LEAST_TOKENS) {
    throw new InvalidRequestError('longPassages.maxTokens', `must be ${LEAST_TOKENS} or more`);
  }
  return { bestChunks, maxTokens };
}
