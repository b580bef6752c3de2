import type { estypes } from '@elastic/elasticsearch';
import { matchesPattern } from './matches-pattern.ts';
import { isWith, passageFieldsOf, type PassageSelector } from './passage-selector.ts';
import { withoutFields } from './without-fields.ts';

type Hit<TDocument> = estypes.SearchHit<TDocument>;

/** Additions to a request that let its hits bring the passage, and what of the hits is there by these alone. */
export interface PassageFetch {
  readonly additions: Pick<estypes.SearchRequest, '_source' | 'fields' | 'highlight'>;
  readonly added:
    | {
        readonly fields: readonly string[];
        /** Fields that the caller asked for, which stay. */
        readonly asked: readonly string[];
      }
    | { readonly highlight: string }
    | { readonly source: true };
  /** The dearer way, for indices that refuse this one; undefined where there is none. */
  readonly orElse?: PassageFetch;
}

/** The whole request as the engine is to understand it, and the way in which it is told. */
export interface PassageFetchForm {
  /** Whether the search is told under `body`, as to OpenSearch. */
  readonly isInBody: boolean;
  /** Parameters of the URL, which win over the request's own. */
  readonly querystring?: Partial<estypes.SearchRequest> | undefined;
}

/** Fragments without marks: no markup is to reach the model. */
const UNMARKED = { pre_tags: [''], post_tags: [''] };

/**
 * Fetches what of a passage a request leaves out.
 *
 * Fields come as `fields`, which stands beside `_source`, so that the caller's documents keep the bytes they would have had. Where
 * the caller wants no `_source` at all, and `fields` cannot be had, the passage's part of it is fetched and goes again: under the
 * name of a stored field stands that, and OpenSearch gives no fields of an index that keeps no source.
 *
 * @returns undefined where the hits bring the passage anyway, or cannot bring it
 */
export function passageFetchFor<TDocument>(
  request: estypes.SearchRequest,
  passage: PassageSelector<TDocument>,
  form: PassageFetchForm,
): PassageFetch | undefined {
  if (isWith('highlight', passage)) {
    return highlightFetchFor(request, passage.highlight);
  }
  const paths = passageFieldsOf(passage)
    .map(({ field }) => field)
    .filter(
      (path) =>
        isWith('fields', passage) ||
        request.runtime_mappings?.[path] !== undefined ||
        !bringsSource(request),
    );
  // With `_none_` Elasticsearch refuses to load any field, so there is no passage to be had.
  if (paths.length === 0 || storedFieldsOf(request).includes('_none_')) return undefined;
  const isOfSource =
    !isWith('fields', passage) && paths.every((path) => !request.runtime_mappings?.[path]);
  const isNamedOtherwise = paths.some((path) => namesOtherwise(request, path));
  if (isOfSource && (form.isInBody || isNamedOtherwise) && bringsNoSource(request, form)) {
    const added = { source: true } as const;
    return {
      additions: { _source: [...paths] },
      added,
      // An index that keeps no source refuses to give a part of it, but not all of it, which is none.
      orElse: { additions: { _source: true }, added },
    };
  }
  const asked = fieldsAskedBy(request);
  const added = paths.filter((path) => !asked.some((pattern) => matchesPattern(pattern, path)));
  if (added.length === 0) return undefined;
  return {
    additions: {
      fields: [
        ...(request.fields ?? []),
        // What `_source` holds beside the mapping is found too, but OpenSearch, whose searches are in a body, refuses that.
        ...added.map((field) => (form.isInBody ? field : { field, include_unmapped: true })),
      ],
    },
    added: { fields: added, asked },
  };
}

/** Gives the hit as it would have come without what was fetched for the passage. */
export function withoutFetched<TDocument>(
  hit: Hit<TDocument>,
  fetch: PassageFetch | undefined,
  askedHere: readonly string[] = [],
): Hit<TDocument> {
  if (fetch === undefined) return hit;
  const { added } = fetch;
  if ('source' in added) {
    const { _source, ...rest } = hit;
    return rest;
  }
  if ('highlight' in added) {
    if (askedHere.some((pattern) => matchesPattern(pattern, added.highlight))) return hit;
    const { highlight = {}, ...rest } = hit;
    const { [added.highlight]: _, ...kept } = highlight;
    return Object.keys(kept).length === 0 ? rest : { ...rest, highlight: kept };
  }
  const asked = [...added.asked, ...askedHere];
  const { fields = {}, ignored_field_values: ignored = {}, ...rest } = hit;
  const kept = withoutFields(fields, added.fields, asked);
  const keptIgnored = withoutFields(ignored, added.fields, asked);
  return {
    ...rest,
    ...(Object.keys(kept).length > 0 && { fields: kept }),
    ...(Object.keys(keptIgnored).length > 0 && { ignored_field_values: keptIgnored }),
  } as Hit<TDocument>;
}

/** Lists everything that a hit shows under `fields` by the wish of whoever wrote a request, or a part of it that has hits. */
export function fieldsAskedBy(request: estypes.SearchRequest): string[] {
  const named = [...namesOf(request.fields), ...namesOf(request.docvalue_fields)];
  const collapsed = [request.collapse?.field ?? []].flat();
  const scripts = Object.keys(request.script_fields ?? {});
  return [...named, ...storedFieldsOf(request), ...collapsed, ...scripts];
}

/** Lists the names of fields, which may stand in a list with commas, as in a URL. */
export function namesOf(fields: estypes.SearchRequest['docvalue_fields'] | string): string[] {
  return [fields ?? []]
    .flat()
    .flatMap((field) => (typeof field === 'string' ? field.split(',') : field.field));
}

function bringsSource(request: estypes.SearchRequest): boolean {
  const { _source, _source_includes: includes, _source_excludes: excludes } = request;
  if (includes !== undefined || excludes !== undefined) return false;
  if (_source === true) return true;
  return namesSource(request)
    ? _source === undefined || _source === false
    : _source === undefined && !leavesSourceOut(request);
}

/** Tells whether hits come without any `_source`, by the request alone, which can therefore ask for some of it. */
function bringsNoSource(request: estypes.SearchRequest, { querystring = {} }: PassageFetchForm) {
  const { _source, _source_includes: includes, _source_excludes: excludes } = request;
  const isOfUrl = ['_source', '_source_includes', '_source_excludes', 'stored_fields'].some(
    (name) => name in querystring,
  );
  const isNone =
    !namesSource(request) &&
    (_source === false || (_source === undefined && leavesSourceOut(request)));
  return !isOfUrl && isNone && includes === undefined && excludes === undefined;
}

/** Tells whether a request shows, or would show, something else than `fields` does under a field's name. */
function namesOtherwise(request: estypes.SearchRequest, path: string): boolean {
  const others = fieldsAskedBy({ ...request, fields: [] });
  return others.some((pattern) => matchesPattern(pattern, path));
}

/** Tells whether a request names what is shown in place of `_source`, if only nothing; that then comes only where it is asked for. */
function leavesSourceOut(request: estypes.SearchRequest): boolean {
  return request.stored_fields !== undefined || Object.keys(request.script_fields ?? {}).length > 0;
}

/** Tells whether `_source` is among the stored fields, by which it comes whatever else is said of it, but for its parts. */
function namesSource(request: estypes.SearchRequest): boolean {
  return storedFieldsOf(request).includes('_source');
}

function storedFieldsOf({ stored_fields: stored = [] }: estypes.SearchRequest): string[] {
  return [stored].flat().flatMap((names) => names.split(','));
}

function highlightFetchFor(
  request: estypes.SearchRequest,
  field: string,
): PassageFetch | undefined {
  const { highlight = { fields: {} } } = request;
  const { fields } = highlight;
  const patterns = [fields].flat().flatMap((asked) => Object.keys(asked));
  const added = { [field]: UNMARKED };
  if (patterns.some((pattern) => matchesPattern(pattern, field))) return undefined;
  // Hits that hide even their `_id` show it beside a highlight.
  if (storedFieldsOf(request).includes('_none_')) return undefined;
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
