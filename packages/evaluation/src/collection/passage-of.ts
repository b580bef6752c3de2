import type { CorpusDocument } from './corpus-document.ts';

/** Joins a document's title and text into the passage that the model reads, as in the published evaluation. */
export function passageOf({ title, text }: Pick<CorpusDocument, 'title' | 'text'>): string {
  return `${title} ${text}`.trim();
}
