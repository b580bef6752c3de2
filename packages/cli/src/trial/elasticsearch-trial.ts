import { rerankedSearch, type SearchClient } from '@lb-rerank/elasticsearch';
import { askJson, type EngineAddress } from './ask-json.ts';
import { textsAt } from './texts-at.ts';
import type { TriedEngine } from './trial.ts';

/** A mapping's properties, one level of them. */
interface Properties {
  readonly [name: string]: { readonly type?: string; readonly properties?: Properties };
}

/** Makes Elasticsearch or OpenSearch an engine to try, which is searched for the query's words in the passage fields. */
export function elasticsearchTrial(engine: EngineAddress, signal: AbortSignal): TriedEngine {
  return {
    async textFields(index) {
      const path = `/${encodeURIComponent(index)}/_mapping`;
      const mapping = await askJson<Record<string, { mappings?: { properties?: Properties } }>>(
        engine,
        path,
        { signal },
      );
      const fields = Object.values(mapping).flatMap(({ mappings }) =>
        textFieldsIn(mappings?.properties ?? {}),
      );
      return [...new Set(fields)];
    },
    async search({ query, index, passage, depth }, reranker) {
      const path = `/${encodeURIComponent(index)}/_search`;
      const client = {
        search: (body: object) =>
          askJson(engine, path, { body: { ...body, index: undefined }, signal }),
      } as unknown as SearchClient;
      const fields = [...passage];
      const startedAt = performance.now();
      const { hits, rerank } = await rerankedSearch(client, { reranker, passage: fields })({
        index,
        size: depth,
        query: { multi_match: { query, fields } },
        rerank: { query, rankWindowSize: depth },
      });
      return {
        query,
        source: `${index} at ${engine.url}`,
        hits: hits.hits.map(({ _id = '', _source, _rerank }) => ({
          id: _id,
          passage: fields.flatMap((field) => textsAt(_source, field)).join(' · '),
          before: _rerank.retriever_rank,
          engineScore: _rerank.retriever_score,
          score: _rerank.score,
        })),
        rerank,
        tookMs: performance.now() - startedAt,
      };
    },
  };
}

function textFieldsIn(properties: Properties, prefix = ''): string[] {
  return Object.entries(properties).flatMap(([name, { type, properties: inner }]) => [
    ...(type === 'text' || type === 'match_only_text' ? [`${prefix}${name}`] : []),
    ...(inner === undefined ? [] : textFieldsIn(inner, `${prefix}${name}.`)),
  ]);
}
