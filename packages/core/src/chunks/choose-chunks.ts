import { piecesOfThread } from '../time/short-pieces.ts';
import type { CompleteBestChunks } from './best-chunks.ts';
import { Bm25 } from './bm25.ts';
import { countSentences } from './count-sentences.ts';
import { type CountedPart, cutIntoChunks, OVERLAP } from './cut-into-chunks.ts';
import { estimatedTokens } from './estimated-tokens.ts';
import { termsOf } from './terms-of.ts';

/** The characters of a query that chunks are compared with; what is longer is no query. */
const QUERY_CHARACTERS = 2000;
/** The chunks of a passage that are looked at, from its beginning, about. */
const MOST_CHUNKS = 2000;

/** A chunk of a passage: where it stands in it, in UTF-16 units from its beginning. */
export interface ChunkRange {
  readonly start: number;
  readonly end: number;
}

/** A query, and the passages whose chunks are compared with it. */
export interface ChunkRequest {
  readonly query: string;
  readonly passages: Iterable<string>;
  /** Ends the work early, with no chunks chosen. */
  readonly signal: AbortSignal | undefined;
}

/**
 * Chooses the chunks of long passages that share most with a query, as `BestChunks` says.
 *
 * It works in short pieces, however long the passages are. The first 2,000 characters of the query count, and the first 2,000 chunks
 * of a passage.
 *
 * @returns passage -> its chunks, in their order; without those that are short enough to be read whole
 */
export async function chooseChunks(
  { query, passages, signal }: ChunkRequest,
  { bestChunks, maxTokens }: CompleteBestChunks,
): Promise<ReadonlyMap<string, readonly ChunkRange[]>> {
  const terms = new Set(termsOf(query.slice(0, QUERY_CHARACTERS)));
  const mostTokens = MOST_CHUNKS * maxTokens * (1 - OVERLAP);
  const cut = new Map<string, readonly CountedPart[]>();
  const collection = new Bm25();
  for (const passage of new Set(passages)) {
    const isLong = await piecesOfThread.take(() => estimatedTokens(passage) > maxTokens);
    if (isLong) {
      const request = { passage, terms, maxTokens, mostTokens, signal };
      const sentences = await countSentences(request);
      await piecesOfThread.take(() => {
        const chunks = cutIntoChunks(sentences, maxTokens);
        collection.add(chunks.map(({ counts }) => counts));
        cut.set(passage, chunks);
      });
    }
    if (signal?.aborted) return new Map();
  }
  const chosen = new Map<string, readonly ChunkRange[]>();
  for (const [passage, chunks] of cut) {
    const best = await piecesOfThread.take(() => bestOf(chunks, collection).slice(0, bestChunks));
    const inOrder = best.toSorted((a, b) => a.start - b.start);
    chosen.set(passage, inOrder.map(trimmedRange(passage)));
  }
  return chosen;
}

/** Sorts chunks, the best first. Of equals, and where no term of the query occurs, the first ones are the best. */
function bestOf(chunks: readonly CountedPart[], collection: Bm25): readonly CountedPart[] {
  const scored = chunks.map((chunk) => ({ chunk, score: collection.scoreOf(chunk.counts) }));
  return scored.toSorted((a, b) => b.score - a.score).map(({ chunk }) => chunk);
}

/** Leaves the blanks around a chunk out of its range. */
function trimmedRange(passage: string): (chunk: ChunkRange) => ChunkRange {
  return ({ start, end }) => {
    const text = passage.slice(start, end);
    return {
      start: start + text.length - text.trimStart().length,
      end: end - text.length + text.trimEnd().length,
    };
  };
}
