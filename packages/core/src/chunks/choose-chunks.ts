import { ShortPieces } from '../time/short-pieces.ts';
import type { CompleteBestChunks } from './best-chunks.ts';
import { bm25Scores } from './bm25.ts';
import { type CountedPart, cutIntoChunks } from './cut-into-chunks.ts';
import { estimatedTokens } from './estimated-tokens.ts';
import { sentencesOf } from './sentences-of.ts';
import { countTerms } from './term-counts.ts';
import { termsOf } from './terms-of.ts';

/** Characters whose terms are counted in one go: less than a millisecond of work. */
const CHARACTERS_A_PIECE = 4096;

const pieces = new ShortPieces();

/** A chunk of a passage: where it stands in it, in UTF-16 units from its beginning. */
export interface ChunkRange {
  readonly start: number;
  readonly end: number;
}

/** A query, and the passages whose chunks are compared with it. */
export interface ChunkRequest {
  readonly query: string;
  readonly passages: Iterable<string>;
  /** Ends the work early; passages that are not cut by then are left out. */
  readonly signal: AbortSignal | undefined;
}

/**
 * Chooses the chunks of long passages that share most with a query, as `BestChunks` says.
 *
 * It works in turns of a few milliseconds, however long the passages are.
 *
 * @returns passage -> its chunks, in their order; without those that are short enough to be read whole
 */
export async function chooseChunks(
  { query, passages, signal }: ChunkRequest,
  { bestChunks, maxTokens }: CompleteBestChunks,
): Promise<ReadonlyMap<string, readonly ChunkRange[]>> {
  const terms = new Set(termsOf(query));
  const cut = new Map<string, readonly CountedPart[]>();
  for (const passage of new Set(passages)) {
    const isLong = await pieces.take(() => estimatedTokens(passage) > maxTokens);
    if (signal?.aborted) break;
    if (isLong)
      cut.set(passage, cutIntoChunks(await countedSentences(passage, terms, maxTokens), maxTokens));
  }
  const chunks = [...cut.values()].flat();
  const scores = bm25Scores(chunks.map(({ counts }) => counts));
  const scoreOf = new Map(chunks.map((chunk, index) => [chunk, scores[index]!]));
  return new Map(
    [...cut].map(([passage, own]) => {
      // Sorting is stable: of equals, and where no term of the query occurs, the first ones are the best.
      const best = own.toSorted((a, b) => scoreOf.get(b)! - scoreOf.get(a)!).slice(0, bestChunks);
      return [passage, best.toSorted((a, b) => a.start - b.start).map(trimmedRange(passage))];
    }),
  );
}

/** Counts the terms of a passage's sentences that are not blank, some characters at a time. */
async function countedSentences(
  passage: string,
  terms: ReadonlySet<string>,
  maxTokens: number,
): Promise<CountedPart[]> {
  const counted: CountedPart[] = [];
  const sentences = sentencesOf(passage, maxTokens);
  let isDone = false;
  while (!isDone) {
    isDone = await pieces.take(() => {
      let characters = 0;
      while (characters < CHARACTERS_A_PIECE) {
        const { value: sentence } = sentences.next();
        if (sentence === undefined) return true;
        const text = passage.slice(sentence.start, sentence.end);
        characters += text.length;
        if (/\S/.test(text)) counted.push({ ...sentence, counts: countTerms(text, terms) });
      }
      return false;
    });
  }
  return counted;
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
