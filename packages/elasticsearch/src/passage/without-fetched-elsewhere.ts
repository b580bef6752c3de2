import type { estypes } from '@elastic/elasticsearch';
import { fieldsAskedBy, type PassageFetch, withoutFetched } from './passage-fetch.ts';

type Aggregations = Record<string, unknown>;
type Definitions = Record<string, estypes.AggregationsAggregationContainer>;

/**
 * Gives the response without what was fetched for the passage in the hits outside of `hits`: those of `top_hits` aggregations and
 * the options of completion suggesters, which bring whatever a request asks of its hits.
 */
export function withoutFetchedElsewhere<TDocument, TAggregations>(
  response: estypes.SearchResponse<TDocument, TAggregations>,
  request: estypes.SearchRequest,
  fetch: PassageFetch | undefined,
): estypes.SearchResponse<TDocument, TAggregations> {
  if (fetch === undefined) return response;
  const { aggregations, suggest } = response;
  const definitions = request.aggs ?? request.aggregations;
  return {
    ...response,
    ...(aggregations !== undefined &&
      definitions !== undefined && {
        aggregations: cleaned(aggregations as Aggregations, definitions, fetch) as TAggregations,
      }),
    ...(suggest !== undefined && { suggest: cleanedSuggestions(suggest, fetch) }),
  };
}

function cleaned(
  aggregations: Aggregations,
  definitions: Definitions,
  fetch: PassageFetch,
): Aggregations {
  return Object.fromEntries(
    Object.entries(aggregations).map(([name, answer]) => {
      // With `typed_keys` a name follows its kind, as in `top_hits#latest`.
      const definition = definitions[name] ?? definitions[name.slice(name.indexOf('#') + 1)];
      return [name, definition === undefined ? answer : cleanedOne(answer, definition, fetch)];
    }),
  );
}

function cleanedOne(
  answer: unknown,
  definition: estypes.AggregationsAggregationContainer,
  fetch: PassageFetch,
): unknown {
  if (typeof answer !== 'object' || answer === null) return answer;
  if (definition.top_hits !== undefined) {
    return cleanedTopHits(
      answer as estypes.AggregationsTopHitsAggregate,
      definition.top_hits,
      fetch,
    );
  }
  const inner = definition.aggs ?? definition.aggregations;
  if (inner === undefined) return answer;
  const { buckets, ...rest } = answer as { buckets?: Aggregations | Aggregations[] };
  const own = cleaned(rest, inner, fetch);
  if (buckets === undefined) return own;
  return {
    ...own,
    buckets: Array.isArray(buckets)
      ? buckets.map((bucket) => cleaned(bucket, inner, fetch))
      : Object.fromEntries(
          Object.entries(buckets).map(([key, bucket]) => [
            key,
            cleaned(bucket as Aggregations, inner, fetch),
          ]),
        ),
  };
}

function cleanedTopHits(
  answer: estypes.AggregationsTopHitsAggregate,
  own: estypes.AggregationsTopHitsAggregation,
  fetch: PassageFetch,
): estypes.AggregationsTopHitsAggregate {
  // What these hits are asked for themselves, they show.
  const isOfSource = 'source' in fetch.added;
  if (isOfSource) return answer;
  const highlighted = [own.highlight?.fields ?? {}].flat().flatMap((fields) => Object.keys(fields));
  const asked = 'highlight' in fetch.added ? highlighted : fieldsAskedBy(own);
  const hits = answer.hits.hits.map((hit) => withoutFetched(hit, fetch, asked));
  return { ...answer, hits: { ...answer.hits, hits } };
}

function cleanedSuggestions<TDocument>(
  suggest: Record<string, estypes.SearchSuggest<TDocument>[]>,
  fetch: PassageFetch,
): Record<string, estypes.SearchSuggest<TDocument>[]> {
  return Object.fromEntries(
    Object.entries(suggest).map(([name, entries]) => [
      name,
      entries.map((entry) => ({
        ...entry,
        options: [entry.options]
          .flat()
          .map((option) =>
            '_id' in option
              ? withoutFetched(option as estypes.SearchHit<TDocument>, fetch)
              : option,
          ),
      })),
    ]),
  ) as Record<string, estypes.SearchSuggest<TDocument>[]>;
}
