import type { estypes } from '@elastic/elasticsearch';
import {
  labelled,
  listOfFields,
  type Passage,
  type PassageField,
  readFields,
  whenAll,
} from '@lb-rerank/core/adapter';
import { namesOf } from './passage-fetch.ts';
import { isWith, passageFieldsOf, type PassageSelector } from './passage-selector.ts';
import { unmarked } from './unmarked.ts';

/**
 * Makes what reads the passage of one hit, several of which the best counts, or null where it has none. Several values of a field are joined
 * by line breaks. It reads at once, but for HTML.
 *
 * @param request the one that the hits answer, which may show other things under a field's name
 */
export function passageReader<TDocument>(
  passage: PassageSelector<TDocument>,
  request: estypes.SearchRequest,
): (hit: estypes.SearchHit<TDocument>) => Passage | Promise<Passage> {
  if (typeof passage === 'function') return (hit) => passage(hit) ?? null;
  if (isWith('highlight', passage)) {
    const withoutMarks = unmarked(request, passage.highlight);
    return ({ highlight }) =>
      textOf((highlight?.[passage.highlight] ?? []).map(withoutMarks).filter(isText));
  }
  if (isWith('innerHits', passage)) {
    const fields = listOfFields(passage.field);
    return (hit) =>
      whenAll(
        innerHitsOf(hit, passage.innerHits).map((inner) => passageOf(inner, fields, [])),
        (texts) => texts.filter((text) => text !== null),
      );
  }
  const fields = passageFieldsOf(passage);
  if (isWith('fields', passage)) {
    const scripts = Object.keys(request.script_fields ?? {});
    return (hit) =>
      joined(fields, ({ field }) =>
        scripts.includes(field) ? valuesAt(hit._source, field) : shownValuesAt(hit, field),
      );
  }
  const computed = computedFieldsOf(request);
  return (hit) => passageOf(hit, fields, computed);
}

/** Lists the names under which a request has something else shown than the document's own value. */
function computedFieldsOf(request: estypes.SearchRequest): string[] {
  return [...Object.keys(request.script_fields ?? {}), ...namesOf(request.docvalue_fields)];
}

/** Finds the inner hits of a name, which may stand inside of others. */
function innerHitsOf(
  { inner_hits: found = {} }: estypes.SearchHit,
  name: string,
): estypes.SearchHit[] {
  return (
    found[name]?.hits.hits ??
    Object.values(found).flatMap(({ hits }) =>
      hits.hits.flatMap((inner) => innerHitsOf(inner, name)),
    )
  );
}

/**
 * Reads the text of a hit's fields: of the document itself where that is there, else of what is shown beside it. An inner hit's
 * `_source` begins where the inner object does.
 */
function passageOf(
  hit: estypes.SearchHit,
  fields: readonly PassageField[],
  computed: readonly string[],
): string | null | Promise<string | null> {
  const root = rootOf(hit._nested);
  return joined(fields, ({ field }) => {
    const inner = field.startsWith(root) ? field.slice(root.length) : field;
    const own = valuesAt(hit._source, inner).filter(isText);
    return own.length > 0 || computed.includes(field) ? own : shownValuesAt(hit, field);
  });
}

/** Joins the texts of fields by line breaks, each field's behind its label. */
function joined(
  fields: readonly PassageField[],
  valuesOf: (field: PassageField) => readonly unknown[],
): string | null | Promise<string | null> {
  const found = fields.map((field) => ({
    field,
    texts: valuesOf(field).filter(isText).map(String),
  }));
  return readFields(found, (read) =>
    textOf(read.map(({ field, texts }) => labelled(field, texts.join('\n')))),
  );
}

/** Reads what stands beside the document under a field's name; a value that the mapping leaves out, Elasticsearch shows apart. */
function shownValuesAt(hit: estypes.SearchHit, path: string): unknown[] {
  return [...valuesAt(hit.fields, path), ...valuesAt(hit.ignored_field_values, path)];
}

/** Builds the path of an inner hit's object, which is told level by level where nested objects stand in nested ones. */
function rootOf(nested: estypes.SearchNestedIdentity | undefined): string {
  return nested === undefined ? '' : `${nested.field}.${rootOf(nested._nested)}`;
}

/**
 * Reads what stands at a path, in as many objects as the path leads through. A key may itself hold dots (`"author.name"`), as
 * Elasticsearch allows, so every beginning of the path may be one.
 */
function valuesAt(source: unknown, path: string): unknown[] {
  if (Array.isArray(source)) return source.flatMap((element) => valuesAt(element, path));
  if (typeof source !== 'object' || source === null) return [];
  if (Object.hasOwn(source, path)) return [source[path as keyof typeof source]].flat();
  const keys = path.split('.');
  return keys.slice(1).flatMap((_, n) => {
    const key = keys.slice(0, n + 1).join('.');
    if (!Object.hasOwn(source, key)) return [];
    return valuesAt(source[key as keyof typeof source], keys.slice(n + 1).join('.'));
  });
}

function textOf(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : texts.join('\n');
}

/** Tells whether a value can be read: numbers and truth values are texts, whichever way they come. */
function isText(value: unknown): value is string | number | bigint | boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return ['number', 'bigint', 'boolean'].includes(typeof value);
}
