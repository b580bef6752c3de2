import { startElasticsearchContainer } from './start-elasticsearch-container.ts';
import { startElasticsearchProcess } from './start-elasticsearch-process.ts';
import { identifyElasticsearch } from './identify-elasticsearch.ts';
import type { EngineDefinition } from '../machinery/engine-definition.ts';

/** The demands of a test on its Elasticsearch. */
export interface ElasticsearchOptions {
  /**
   * `trial` has the inference API and the `text_similarity_reranker` retriever too.
   * @default 'basic'
   */
  license?: 'basic' | 'trial';
  /**
   * Starts one for the caller alone, whatever the environment names.
   * @default false
   */
  dedicated?: boolean;
}

/** Elasticsearch 9 without security, on an empty data folder. */
export function elasticsearch({
  license = 'basic',
  dedicated = false,
}: ElasticsearchOptions = {}): EngineDefinition {
  return {
    name: 'elasticsearch',
    environmentVariable: dedicated ? undefined : 'ELASTICSEARCH_URL',
    identify: identifyElasticsearch,
    startContainer: () => startElasticsearchContainer(license),
    startProcess: () => startElasticsearchProcess(license),
  };
}
