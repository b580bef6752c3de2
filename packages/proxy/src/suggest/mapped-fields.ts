/** A mapping's properties, one level of them, as Elasticsearch and OpenSearch give them. */
export interface MappedProperties {
  readonly [name: string]: { readonly type?: string; readonly properties?: MappedProperties };
}

/** A field of a mapping. */
export interface MappedField {
  /** Its path, with dots. */
  readonly name: string;
  /** Whether it holds text that is searched by its words. */
  readonly isText: boolean;
}

/** The types of texts that are searched by their words, and stand in a document as they were written. */
const TEXTS = new Set<string | undefined>(['match_only_text', 'search_as_you_type', 'text']);

/**
 * Lists the fields of a mapping, those of objects by their paths.
 *
 * @example
 * ```ts
 * import { mappedFields } from '@lb-rerank/proxy';
 *
 * const fields = mappedFields({ title: { type: 'text' }, author: { properties: { id: { type: 'long' } } } });
 * console.log(fields.map(({ name, isText }) => `${name} ${isText}`).join()); // title true,author false,author.id false
 * ```
 */
export function mappedFields(properties: MappedProperties, prefix = ''): MappedField[] {
  return Object.entries(properties).flatMap(([key, { type, properties: inner }]) => {
    const name = `${prefix}${key}`;
    return [
      { name, isText: TEXTS.has(type) },
      ...(inner === undefined ? [] : mappedFields(inner, `${name}.`)),
    ];
  });
}
