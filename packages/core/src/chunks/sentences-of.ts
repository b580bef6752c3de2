import { estimatedTokens } from './estimated-tokens.ts';

/** A part of a text, in UTF-16 units from its beginning, and the tokens that it has by estimate. */
export interface TextPart {
  readonly start: number;
  readonly end: number;
  readonly tokens: number;
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * Cuts a text into its sentences and lines, which together are the whole of it. One of more than so many tokens is cut further,
 * into quarters of that, at blanks where there are some.
 */
export function* sentencesOf(text: string, maxTokens: number): Generator<TextPart, undefined> {
  for (const { segment, index } of sentences.segment(text)) {
    const end = index + segment.length;
    const tokens = estimatedTokens(text, index, end);
    if (tokens <= maxTokens) yield { start: index, end, tokens };
    else yield* quarters(text, { start: index, end, tokens }, maxTokens / 4);
  }
}

function* quarters(text: string, { start, end, tokens }: TextPart, most: number) {
  // By the average of the sentence, so that it is gone through once.
  const units = Math.max(1, Math.floor(((end - start) * most) / tokens));
  let from = start;
  while (from < end) {
    const to = from + units >= end ? end : boundaryBefore(text, from, from + units);
    yield { start: from, end: to, tokens: estimatedTokens(text, from, to) };
    from = to;
  }
}

/** Finds a place to cut: behind the last blank of the second half, else between two characters. */
function boundaryBefore(text: string, from: number, to: number): number {
  const half = from + Math.ceil((to - from) / 2);
  for (let place = to; place > half; place -= 1) {
    if (/\s/.test(text[place - 1]!)) return place;
  }
  const splitsPair = to - 1 > from && /[\ud800-\udbff]/.test(text[to - 1]!);
  return splitsPair ? to - 1 : to;
}
