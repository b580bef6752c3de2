import { sumOfCounts, type TermCounts } from './term-counts.ts';
import type { TextPart } from './sentences-of.ts';

/** A sentence with its terms. */
export interface CountedPart extends TextPart {
  readonly counts: TermCounts;
}

/** Chunks overlap by a quarter at most, so that what is said at the end of one has its context in the next. */
export const OVERLAP: number = 1 / 4;

/** Joins neighbouring sentences to chunks of at most so many tokens, which overlap by whole sentences. */
export function cutIntoChunks(parts: readonly CountedPart[], maxTokens: number): CountedPart[] {
  const chunks: CountedPart[] = [];
  let first = 0;
  while (first < parts.length) {
    let [next, tokens] = [first, 0];
    do tokens += parts[next++]!.tokens;
    while (next < parts.length && tokens + parts[next]!.tokens <= maxTokens);
    const own = parts.slice(first, next);
    const [start, end] = [own[0]!.start, own.at(-1)!.end];
    chunks.push({ start, end, tokens, counts: sumOfCounts(own.map(({ counts }) => counts)) });
    if (next === parts.length) break;
    let overlap = 0;
    while (next - 1 > first && overlap + parts[next - 1]!.tokens <= maxTokens * OVERLAP) {
      overlap += parts[--next]!.tokens;
    }
    first = next;
  }
  return chunks;
}
