/** The text of a document: as it came, or of several of its fields in their order. */
export type DocumentText = string | readonly FieldText[];

/** The text of one field. */
export interface FieldText {
  readonly name: string;
  readonly text: string;
}

/** Gives a document's text in one piece: of several fields one on a line, each after its name. */
export function wholeText(document: DocumentText): string {
  if (typeof document === 'string') return document;
  return document.map(({ name, text }) => `${name}: ${text}`).join('\n');
}
