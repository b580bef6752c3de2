import { piecesOfThread } from '../time/short-pieces.ts';
import type { CountedPart } from './cut-into-chunks.ts';
import { sentencesOf, type TextPart } from './sentences-of.ts';
import { countTerms } from './term-counts.ts';

/** Characters whose terms are counted in one go: less than a millisecond of work. */
const CHARACTERS_A_PIECE = 4096;
/** The tokens of a sentence that is not cut further, however large chunks are. */
const LONGEST_SENTENCE = 400;

/** A passage, and the terms of the query that are looked for in it. */
export interface SentenceRequest {
  readonly passage: string;
  readonly terms: ReadonlySet<string>;
  /** The tokens of a chunk. Sentences of less than a quarter of it are joined. */
  readonly maxTokens: number;
  /** The tokens after which no more of the passage is read. */
  readonly mostTokens: number;
  readonly signal: AbortSignal | undefined;
}

/** Counts the terms of a passage's sentences that are not blank, in short pieces of work; ends early when aborted. */
export async function countSentences({
  passage,
  terms,
  maxTokens,
  mostTokens,
  signal,
}: SentenceRequest): Promise<CountedPart[]> {
  const counted: CountedPart[] = [];
  const sentences = joined(
    sentencesOf(passage, Math.min(maxTokens, LONGEST_SENTENCE)),
    Math.min(maxTokens, LONGEST_SENTENCE) / 4,
  );
  let tokens = 0;
  /** Takes some sentences; tells whether there may be more to take. */
  const takeSome = (): boolean => {
    for (let characters = 0; characters < CHARACTERS_A_PIECE;) {
      const { value: part } = sentences.next();
      if (part === undefined) return false;
      const text = passage.slice(part.start, part.end);
      characters += text.length;
      tokens += part.tokens;
      if (/\S/.test(text)) counted.push({ ...part, counts: countTerms(text, terms) });
    }
    return tokens < mostTokens;
  };
  while (await piecesOfThread.take(takeSome)) {
    if (signal?.aborted) break;
  }
  return counted;
}

/** Joins neighbouring parts as long as they have no more than so many tokens together. */
function* joined(parts: Iterable<TextPart>, most: number): Generator<TextPart, undefined> {
  let last: TextPart | undefined;
  for (const part of parts) {
    if (last !== undefined && last.tokens + part.tokens <= most) {
      last = { start: last.start, end: part.end, tokens: last.tokens + part.tokens };
    } else {
      if (last !== undefined) yield last;
      last = part;
    }
  }
  if (last !== undefined) yield last;
}
