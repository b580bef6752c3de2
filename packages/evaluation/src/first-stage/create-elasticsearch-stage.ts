import type { estypes } from '@elastic/elasticsearch';
import { RetrievalError } from '@lb-rerank/core';
import type { ElasticsearchStageClient } from './elasticsearch-stage-client.ts';
import type { FirstStage, StageOptions } from './first-stage.ts';
import { toldSearchFields } from './searched-place.ts';
import { passageOfFields } from './passage-of-fields.ts';

/** The index that is searched, and its fields. */
export interface ElasticsearchStageOptions extends StageOptions {
  readonly index: string;
}

/**
 * Elasticsearch's BM25 in the exact set-up of the model authors' evaluation: `multi_match` over the fields, the best one
 * counting in full and the others by half, term statistics of all shards (source: evaluation notebook of the model's
 * authors). Document ids are the hits' `_id`.
 */
export function createElasticsearchStage(
  client: ElasticsearchStageClient,
  { index, fields = ['title', 'txt'], name = 'Elasticsearch' }: ElasticsearchStageOptions,
): FirstStage {
  return {
    name,
    searched: {
      name: `index ${JSON.stringify(index)}, ${toldSearchFields(fields)}`,
      ifNothing: 'is it empty, or are its texts in other fields? `fields` (--fields) names them',
      ifNoText: '`fields` (--fields) names those that hold its texts',
    },
    async search({ text }, { size, signal }) {
      const request = {
        index,
        search_type: 'dfs_query_then_fetch',
        query: {
          multi_match: {
            query: text,
            type: 'best_fields',
            fields: [...fields],
            tie_breaker: 0.5,
          },
        },
        size,
        _source: [...fields],
        track_total_hits: false,
      } satisfies estypes.SearchRequest;
      const { hits } = await client
        .search<Record<string, unknown>>(request, signal === undefined ? {} : { signal })
        .catch((cause: unknown) => {
          signal?.throwIfAborted();
          const reason = cause instanceof Error ? cause.message : 'no answer';
          throw new RetrievalError({ source: index, reason, cause });
        });
      return hits.hits.map(({ _id, _score, _source }) => ({
        id: _id!,
        score: _score ?? 0,
        passage: passageOfFields(_source, fields),
      }));
    },
  };
}
