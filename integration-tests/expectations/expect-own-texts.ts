import type { RerankMark } from '@lb-rerank/core';
import type { PassageSelector } from '@lb-rerank/elasticsearch';
import { expect } from 'vitest';
import type { Fruit, Orchard } from '../data/index-orchard.ts';
import type { Answer } from './expect-same-documents.ts';

/** Expects that a model read nothing but texts of documents: no marks of highlights, and nothing that a script makes. */
export function expectOwnTexts(
  passages: readonly string[],
  { fruits }: Pick<Orchard, 'fruits'>,
): void {
  const own = [...fruits.values()].flatMap(({ title, text = [], label, chunks }) => [
    String(title),
    ...[text].flat(),
    label,
    ...chunks.map((chunk) => chunk.text),
  ]);
  const whole = new Set(own);
  for (const line of passages.flatMap((passage) => passage.split('\n'))) {
    // A highlight gives a part.
    const isOwn = whole.has(line) || own.some((text) => text.includes(line));
    expect(isOwn, `a text of the documents: ${line}`).toBe(true);
  }
}

/** Expects that each hit of the rank window is scored whose document has the text that a selector names. */
export function expectScored(
  { hits, rerank }: Answer,
  passage: PassageSelector,
  { fruits }: Pick<Orchard, 'fruits'>,
): void {
  const hasText = HAS_TEXT.get(JSON.stringify(passage));
  if (hasText === undefined) return;
  const rankWindowSize = rerank?.rank_window_size ?? 0;
  for (const { _id, _rerank } of hits?.hits ?? []) {
    // A `filter_path` may leave out either.
    const fruit = fruits.get(String(_id));
    const { retriever_rank: rank = Infinity, score } = (_rerank ?? {}) as Partial<RerankMark>;
    if (fruit === undefined || rank > rankWindowSize) continue;
    expect(score !== null, `${String(_id)} has a score, as it has a text`).toBe(hasText(fruit));
  }
}

const hasOwnText = ({ text = '' }: Fruit) => [text].flat().some((value) => value.trim() !== '');
/** The selectors, in JSON, of which it is known which documents have a text. */
const HAS_TEXT = new Map<string, (fruit: Fruit) => boolean>([
  ['"text"', hasOwnText],
  ['"title"', () => true],
  ['["title","text"]', () => true],
  ['"absent"', () => false],
]);
