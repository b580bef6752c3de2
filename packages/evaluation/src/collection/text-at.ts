/**
 * Reads the text of one field of an object, or of several, which are joined by line breaks as the adapters join them; undefined
 * where none of them is a text. Blank ones are left out beside others.
 *
 * @param names dotted paths, such as `doc.body`; a field whose own name has dots goes before a path.
 *
 * @example
 * ```ts
 * import { textAt } from '@lb-rerank/evaluation';
 *
 * const fields = { title: 'Apples', doc: { body: 'They are red.' } };
 * console.log(textAt(fields, ['doc.body'])); // They are red.
 * console.log(JSON.stringify(textAt(fields, ['title', 'doc.body']))); // "Apples\nThey are red."
 * ```
 */
export function textAt(
  fields: Readonly<Record<string, unknown>>,
  names: readonly string[],
): string | undefined {
  const texts = names
    .map((name) => valueAt(fields, name))
    .filter((value) => typeof value === 'string');
  const told = texts.filter((text) => text.trim() !== '');
  return told.length > 0 ? told.join('\n') : texts[0];
}

/**
 * Reads what stands at a dotted path of an object; undefined where nothing does. A field whose own name has dots goes before.
 *
 * @example
 * ```ts
 * import { valueAt } from '@lb-rerank/evaluation';
 *
 * console.log(valueAt({ doc: { pages: 3 } }, 'doc.pages')); // 3
 * ```
 */
export function valueAt(value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, path)) return value[path as keyof typeof value];
  // Each way to split it, since a name further inside may have dots as well.
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    const head = path.slice(0, dot);
    if (!Object.hasOwn(value, head)) continue;
    const found = valueAt(value[head as keyof typeof value], path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}
