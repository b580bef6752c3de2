import type { estypes } from '@elastic/elasticsearch';

type Hit<TDocument> = estypes.SearchHit<TDocument>;

/** What is added to a request so that its hits bring the passage, and how it is taken out of the answer again. */
export interface PassageFetch {
  readonly fields: NonNullable<estypes.SearchRequest['fields']>;
  strip<TDocument>(hit: Hit<TDocument>): Hit<TDocument>;
}

/**
 * Fetches a passage's fields beside a `_source` that may leave them out.
 *
 * They come as `fields`, which stands beside `_source`, so that the caller's documents keep the bytes they would have had.
 *
 * @returns undefined where the whole `_source` comes anyway
 */
export function passageFetchFor(
  request: estypes.SearchRequest,
  paths: readonly string[],
): PassageFetch | undefined {
  const bringsSource =
    [undefined, true].includes(request._source as boolean | undefined) &&
    request._source_includes === undefined &&
    request._source_excludes === undefined;
  const stored = [request.stored_fields ?? []].flat();
  // With `_none_` Elasticsearch refuses to load any field, so there is no passage to be had.
  if ((bringsSource && stored.length === 0) || stored.includes('_none_')) return undefined;

  const asked = [request.fields ?? []]
    .flat()
    .map((field) => (typeof field === 'string' ? field : field.field));
  const added = paths.filter((path) => !asked.some((pattern) => matches(pattern, path)));
  if (added.length === 0) return undefined;
  return {
    fields: [...(request.fields ?? []), ...added],
    strip({ fields, ...hit }) {
      const kept = Object.entries(fields ?? {}).filter(
        ([name]) =>
          !added.some((path) => path === name || path.startsWith(`${name}.`)) ||
          asked.includes(name),
      );
      return kept.length === 0 ? hit : { ...hit, fields: Object.fromEntries(kept) };
    },
  };
}

function matches(pattern: string, path: string): boolean {
  return new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`).test(path);
}

function escaped(text: string): string {
  return text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
}
