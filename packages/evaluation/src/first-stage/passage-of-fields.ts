/** What the model reads of a stored document: its text fields joined by blanks; null where it has none. */
export function passageOfFields(
  source: Readonly<Record<string, unknown>> | null | undefined,
  fields: readonly string[],
): string | null {
  const texts = fields.map((field) => source?.[field]).filter((value) => typeof value === 'string');
  return texts.join(' ').trim() || null;
}
