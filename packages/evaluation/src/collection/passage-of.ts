import type { CorpusDocument } from './corpus-document.ts';

/**
 * Joins a document's title and text into the passage that the model reads, as in the published evaluation.
 *
 * @example
 * ```ts
 * import { passageOf } from '@lb-rerank/evaluation';
 *
 * const passage = passageOf({ title: 'Apples', text: 'They are red.' });
 * console.log(passage); // Apples They are red.
 * ```
 */
export function passageOf({ title, text }: Pick<CorpusDocument, 'title' | 'text'>): string {
  return `${title} ${text}`.trim();
}
