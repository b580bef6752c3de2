import { variableOf } from '../../settings/setting-names.ts';
import type { Check } from '../check/check.ts';
import { askEngine } from './ask-engine.ts';
import type { EngineSubject } from './engine-subject.ts';

interface RootAnswer {
  readonly cluster_name?: string;
  readonly version?: { readonly number?: string; readonly distribution?: string };
}

/** Checks that Elasticsearch or OpenSearch answers, and has all of its data. */
export const elasticsearchCheck: Check<EngineSubject> = {
  title: 'reachable',
  async run(subject) {
    const root = await askEngine<RootAnswer>(subject, '/', variableOf('elasticsearchApiKey'));
    if ('failure' in root) return root.failure;
    const { version, cluster_name: cluster } = root.body;
    if (version?.number === undefined) {
      return {
        status: 'problem',
        says: `${subject.url} answers, but not as Elasticsearch or OpenSearch`,
        remedy: 'see that nothing else answers there',
      };
    }
    const product = version.distribution === 'opensearch' ? 'OpenSearch' : 'Elasticsearch';
    const says = `${product} ${version.number}, cluster ${cluster}`;
    const health = await askEngine<{ status?: string }>(
      subject,
      '/_cluster/health',
      variableOf('elasticsearchApiKey'),
    );
    // A key that may search need not be allowed to see the cluster's health.
    if ('failure' in health) return { status: 'ok', says };
    if (health.body.status !== 'red')
      return { status: 'ok', says: `${says}, ${health.body.status}` };
    return {
      status: 'problem',
      says: `${says}, red: some of its data is missing, and hits with it`,
      remedy: 'see GET /_cluster/allocation/explain',
    };
  },
};
