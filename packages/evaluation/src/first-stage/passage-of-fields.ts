/** Joins the text fields of a stored document by blanks, for the model to read; null if it has none. */
export function passageOfFields(
  source: Readonly<Record<string, unknown>> | null | undefined,
  fields: readonly string[],
): string | null {
  const texts = fields.map((field) => source?.[field]).filter((value) => typeof value === 'string');
  return texts.join(' ').trim() || null;
}
