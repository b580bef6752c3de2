import type { estypes } from '@elastic/elasticsearch';
import type { Passage } from '@lb-rerank/core/adapter';
import { passageFieldsOf, type PassageSelector } from './passage-selector.ts';

/**
 * Makes what reads the passage of one hit, several of which the best counts, or null where it has none. Several values of a field are joined
 * by line breaks.
 */
export function passageReader<TDocument>(
  passage: PassageSelector<TDocument>,
): (hit: estypes.SearchHit<TDocument>) => Passage {
  if (typeof passage === 'function') return (hit) => passage(hit) ?? null;
  if (typeof passage === 'object' && 'highlight' in passage) {
    return ({ highlight }) => textOf(highlight?.[passage.highlight]);
  }
  if (typeof passage === 'object' && 'innerHits' in passage) {
    const paths = [passage.field].flat();
    return (hit) =>
      innerHitsOf(hit, passage.innerHits).flatMap((inner) => textAt(inner, paths) ?? []);
  }
  const paths = passageFieldsOf(passage);
  return (hit) => textAt(hit, paths);
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

/** Reads the text of a hit's fields; an inner hit's `_source` begins where the inner object does. */
function textAt(hit: estypes.SearchHit, paths: readonly string[]): string | null {
  const root = rootOf(hit._nested);
  return textOf(
    paths.flatMap((path) => {
      const fetched = valuesAt(hit.fields, path);
      if (fetched.length > 0) return fetched;
      const inner = path.startsWith(root) ? path.slice(root.length) : path;
      return valuesAt(hit._source, inner);
    }),
  );
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
  if (path in source) return [source[path as keyof typeof source]].flat();
  const keys = path.split('.');
  return keys.slice(1).flatMap((_, n) => {
    const key = keys.slice(0, n + 1).join('.');
    return valuesAt(source[key as keyof typeof source], keys.slice(n + 1).join('.'));
  });
}

function textOf(values: readonly unknown[] | undefined): string | null {
  const texts = (values ?? []).filter((text) => typeof text === 'string' && text.trim() !== '');
  return texts.length === 0 ? null : texts.join('\n');
}
