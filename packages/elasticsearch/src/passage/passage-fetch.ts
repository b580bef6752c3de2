import type { estypes } from '@elastic/elasticsearch';
import { matchesPattern } from './matches-pattern.ts';
import { passageFieldsOf, type PassageSelector } from './passage-selector.ts';
import { withoutFields } from './without-fields.ts';

type Hit<TDocument> = estypes.SearchHit<TDocument>;

/** Additions to a request that let its hits bring the passage, and what of the hits is there by these alone. */
export interface PassageFetch {
  readonly additions: Pick<estypes.SearchRequest, 'fields' | 'highlight'>;
  readonly added:
    | {
        readonly fields: readonly string[];
        /** Fields that the caller asked for, which stay. */
        readonly asked: readonly string[];
      }
    | { readonly highlight: string };
}

/**
 * Fetches what of a passage a request leaves out.
 *
 * Fields come as `fields`, which stands beside `_source`, so that the caller's documents keep the bytes they would have had.
 *
 * @param isInBody whether the search is told under `body`, as to OpenSearch
 * @returns undefined where the hits bring the passage anyway, or cannot bring it
 */
export function passageFetchFor<TDocument>(
  request: estypes.SearchRequest,
  passage: PassageSelector<TDocument>,
  { isInBody }: { isInBody: boolean },
): PassageFetch | undefined {
  if (typeof passage === 'object' && 'highlight' in passage) {
    return highlightFetchFor(request, passage.highlight);
  }
  const paths = passageFieldsOf(passage).filter(
    (path) =>
      (typeof passage === 'object' && 'fields' in passage) ||
      request.runtime_mappings?.[path] !== undefined ||
      !bringsSource(request),
  );
  const asked = fieldsAskedBy(request);
  const added = paths.filter((path) => !asked.some((pattern) => matchesPattern(pattern, path)));
  // With `_none_` Elasticsearch refuses to load any field, so there is no passage to be had.
  if (added.length === 0 || asked.includes('_none_')) return undefined;
  return {
    additions: {
      fields: [
        ...(request.fields ?? []),
        // What `_source` holds beside the mapping is found too, but OpenSearch, whose searches are in a body, refuses that.
        ...added.map((field) => (isInBody ? field : { field, include_unmapped: true })),
      ],
    },
    added: { fields: added, asked },
  };
}

/** Gives the hit as it would have come without what was fetched for the passage. */
export function withoutFetched<TDocument>(
  hit: Hit<TDocument>,
  fetch: PassageFetch | undefined,
): Hit<TDocument> {
  if (fetch === undefined) return hit;
  if ('highlight' in fetch.added) {
    const { highlight = {}, ...rest } = hit;
    const { [fetch.added.highlight]: _, ...kept } = highlight;
    return Object.keys(kept).length === 0 ? rest : { ...rest, highlight: kept };
  }
  const { fields = {}, ...rest } = hit;
  const kept = withoutFields(fields, fetch.added.fields, fetch.added.asked);
  return Object.keys(kept).length === 0 ? rest : { ...rest, fields: kept };
}

function bringsSource(request: estypes.SearchRequest): boolean {
  return (
    [undefined, true].includes(request._source as boolean | undefined) &&
    request._source_includes === undefined &&
    request._source_excludes === undefined &&
    [request.stored_fields ?? []].flat().length === 0
  );
}

/** Lists everything that a hit shows under `fields` by the caller's own wish. */
function fieldsAskedBy(request: estypes.SearchRequest): string[] {
  const named = [request.fields ?? [], request.docvalue_fields ?? []]
    .flat()
    .map((field) => (typeof field === 'string' ? field : field.field));
  const stored = [request.stored_fields ?? []].flat();
  const collapsed = [request.collapse?.field ?? []].flat();
  return [...named, ...stored, ...collapsed, ...Object.keys(request.script_fields ?? {})];
}

function highlightFetchFor(
  { highlight = { fields: {} } }: estypes.SearchRequest,
  field: string,
): PassageFetch | undefined {
  const { fields } = highlight;
  const patterns = [fields].flat().flatMap((asked) => Object.keys(asked));
  const added = { [field]: {} };
  if (patterns.some((pattern) => matchesPattern(pattern, field))) return undefined;
  return {
    additions: {
      highlight: {
        ...highlight,
        fields: Array.isArray(fields) ? [...fields, added] : { ...fields, ...added },
      },
    },
    added: { highlight: field },
  };
}
