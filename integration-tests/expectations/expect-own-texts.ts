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
  const hasText = (TEXTS_OF as Record<string, (fruit: Fruit) => boolean>)[String(passage)];
  if (hasText === undefined) return;
  for (const { _id, _rerank: mark } of hits?.hits ?? []) {
    const fruit = fruits.get(String(_id));
    const { retriever_rank: rank, score } = (mark ?? {}) as {
      retriever_rank?: number;
      score?: number | null;
    };
    if (fruit === undefined || rank === undefined || rank > (rerank?.rank_window_size ?? 0))
      continue;
    expect(score !== null, `${String(_id)} has a score, as it has a text`).toBe(hasText(fruit));
  }
}

const hasOwnText = ({ text = '' }: Fruit) => [text].flat().some((value) => value.trim() !== '');
/** The fields of which it is known which documents have a text, by how a selector names them. */
const TEXTS_OF = {
  text: hasOwnText,
  title: () => true,
  'title,text': () => true,
  absent: () => false,
};
