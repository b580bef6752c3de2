import type { CorpusDocument } from './corpus-document.ts';

/** What the model reads of a document: its title and text in one, as in the published evaluation. */
export function passageOf({ title, text }: Pick<CorpusDocument, 'title' | 'text'>): string {
  return `${title} ${text}`.trim();
}
