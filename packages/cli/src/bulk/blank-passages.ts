import { nounOf } from '@lb-rerank/core/backend';

/** Tells whether a passage has something to read; a blank one gets no score. */
export function hasText(passage: string | null | undefined): passage is string {
  return typeof passage === 'string' && passage.trim() !== '';
}

/** Counts passages that have nothing to read. */
export function countBlank(passages: readonly (string | null)[]): number {
  return passages.filter((passage) => !hasText(passage)).length;
}

/** Says behind a count of pairs how many passages are blank; empty where none is. */
export function blankInWords(blank: number, become: string): string {
  return blank === 0 ? '' : `; ${blank} blank ${nounOf(blank, 'passage')}, ${become}`;
}
