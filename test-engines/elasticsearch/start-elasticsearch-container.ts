import type { Engine } from '../machinery/engine.ts';
import { engineOfContainer } from '../machinery/engine-of-container.ts';
import { identifyElasticsearch } from './identify-elasticsearch.ts';

export const ELASTICSEARCH_IMAGE = 'docker.elastic.co/elasticsearch/elasticsearch:9.4.3';

/** Starts the vendor's image, as one would on a developer's machine. */
export async function startElasticsearchContainer(license: 'basic' | 'trial'): Promise<Engine> {
  const { ElasticsearchContainer } = await import('@testcontainers/elasticsearch');
  const container = await new ElasticsearchContainer(ELASTICSEARCH_IMAGE)
    .withEnvironment({
      'xpack.security.enabled': 'false',
      'xpack.license.self_generated.type': license,
      'cluster.routing.allocation.disk.threshold_enabled': 'false',
      ES_JAVA_OPTS: '-Xms512m -Xmx512m',
    })
    .start();
  return engineOfContainer(container, container.getHttpUrl(), identifyElasticsearch);
}
