import { RetrievalError } from '@lb-rerank/core';
import { type MappedProperties, mappedFields } from '@lb-rerank/proxy';
import { rerankedSearch, type SearchClient } from '@lb-rerank/elasticsearch';
import { SettingsError } from '../errors/settings-error.ts';
import { askJson, type EngineAddress } from '../engines/ask-json.ts';
import { triedHit } from './tried-hit.ts';
import type { TriedEngine } from './trial.ts';

/** Makes Elasticsearch or OpenSearch an engine to try, which is searched for the query's words in the passage fields. */
export function elasticsearchTrial(engine: EngineAddress, signal: AbortSignal): TriedEngine {
  return {
    async fieldsOf(index) {
      const mapping = await askJson<
        Record<string, { mappings?: { properties?: MappedProperties } }>
      >(engine, `${pathOf(index)}/_mapping`, { signal });
      const mappings = Object.values(mapping);
      if (mappings.length === 0) throw new SettingsError(`--index: no index matches ${index}`);
      const fields = mappings.flatMap(({ mappings: own }) => mappedFields(own?.properties ?? {}));
      const names = new Set(fields.map(({ name }) => name));
      const text = fields.filter(({ isText }) => isText).map(({ name }) => name);
      return { text: [...new Set(text)], has: (field) => names.has(field) };
    },
    async search({ query, index, passage, depth }, reranker) {
      const client = {
        search: async (body: object) => {
          const asked = { body: { ...body, index: undefined }, signal };
          const answer = await askJson(engine, `${pathOf(index)}/_search`, asked);
          if (isSearchResult(answer)) return answer;
          const reason = 'answers with something that is no search result';
          throw new RetrievalError({ source: `${index} at ${engine.url}`, reason });
        },
      } as unknown as SearchClient;
      const fields = [...passage];
      const startedAt = performance.now();
      const { hits, rerank } = await rerankedSearch(client, { reranker, passage: fields })({
        index,
        size: depth,
        query: { multi_match: { query, fields } },
        rerank: { query, rankWindowSize: depth },
      });
      const indexes = new Set(hits.hits.map(({ _index }) => _index));
      return {
        query,
        source: `${index} at ${engine.url}`,
        hits: hits.hits.map(({ _id = '', _index, _source, _rerank }) =>
          triedHit(indexes.size === 1 ? _id : `${_index}/${_id}`, _source, passage, _rerank),
        ),
        rerank,
        tookMs: performance.now() - startedAt,
      };
    },
  };
}

/** Gives the path of an index, or of a pattern. @throws SettingsError for what an address takes for a way up or down. */
function pathOf(index: string): string {
  if (index === '.' || index === '..') throw new SettingsError(`--index: ${index} is no index`);
  return `/${encodeURIComponent(index)}`;
}

function isSearchResult(answer: unknown): boolean {
  const { hits } = Object(answer) as { hits?: { hits?: unknown } };
  const list = Object(hits).hits as unknown;
  return (
    Array.isArray(list) &&
    list.every((hit) => {
      const { _score = null } = Object(hit) as { _score?: unknown };
      return _score === null || typeof _score === 'number';
    })
  );
}
