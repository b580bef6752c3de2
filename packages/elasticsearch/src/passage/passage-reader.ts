import type { estypes } from '@elastic/elasticsearch';
import { type Passage, passageReaderOf, whenAll } from '@lb-rerank/core/adapter';
import { namesOf } from './passage-fetch.ts';
import { isWith, type PassageSelector } from './passage-selector.ts';
import { unmarked } from './unmarked.ts';

type Hit = estypes.SearchHit;

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
  if (isWith('highlight', passage)) {
    const withoutMarks = unmarked(request, passage.highlight);
    const fragments = (hit: Hit) => (hit.highlight?.[passage.highlight] ?? []).map(withoutMarks);
    return passageReaderOf(passage.highlight, fragments);
  }
  if (isWith('innerHits', passage)) {
    const read = passageReaderOf(passage.field, (inner: Hit, path) => textsAt(inner, path, []));
    return (hit) =>
      whenAll(innerHitsOf(hit, passage.innerHits).map(read), (passages) =>
        passages.flatMap((found) => found ?? []),
      );
  }
  if (isWith('fields', passage)) {
    const scripts = Object.keys(request.script_fields ?? {});
    return passageReaderOf(passage.fields, (hit: Hit, path) =>
      textsOf(scripts.includes(path) ? valuesAt(hit._source, path) : shownValuesAt(hit, path)),
    );
  }
  const computed = computedFieldsOf(request);
  return passageReaderOf<estypes.SearchHit<TDocument>>(passage, (hit, path) =>
    textsAt(hit, path, computed),
  );
}

/** Lists the names under which a request has something else shown than the document's own value. */
function computedFieldsOf(request: estypes.SearchRequest): string[] {
  return [...Object.keys(request.script_fields ?? {}), ...namesOf(request.docvalue_fields)];
}

/** Finds the inner hits of a name, which may stand inside of others. */
function innerHitsOf({ inner_hits: found = {} }: Hit, name: string): Hit[] {
  return (
    found[name]?.hits.hits ??
    Object.values(found).flatMap(({ hits }) =>
      hits.hits.flatMap((inner) => innerHitsOf(inner, name)),
    )
  );
}

/**
 * Reads the texts of a hit's field: of the document itself where they are there, else of what is shown beside it. An inner hit's
 * `_source` begins where the inner object does.
 */
function textsAt(hit: Hit, path: string, computed: readonly string[]): string[] {
  const root = rootOf(hit._nested);
  const inner = path.startsWith(root) ? path.slice(root.length) : path;
  const own = textsOf(valuesAt(hit._source, inner));
  return own.length > 0 || computed.includes(path) ? own : textsOf(shownValuesAt(hit, path));
}

/** Reads what stands beside the document under a field's name; a value that the mapping leaves out, Elasticsearch shows apart. */
function shownValuesAt(hit: Hit, path: string): unknown[] {
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

/** Takes what can be read: numbers and truth values are texts, whichever way they come. */
function textsOf(values: readonly unknown[]): string[] {
  return values.filter(isText).map(String);
}

function isText(value: unknown): value is string | number | bigint | boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return ['number', 'bigint', 'boolean'].includes(typeof value);
}
