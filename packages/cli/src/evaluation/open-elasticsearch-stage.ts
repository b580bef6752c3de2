import { hash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@elastic/elasticsearch';
import { createElasticsearchStage, indexInElasticsearch } from '@lb-rerank/evaluation';
import { SettingsError } from '../errors/settings-error.ts';
import { elasticsearchHeaders } from '../settings/elasticsearch-headers.ts';
import { startCountingProgress } from '../terminal/start-counting-progress.ts';
import type { FirstStageRequest, OpenFirstStage } from './first-stage-request.ts';

/** An evaluation waits for a busy cluster; the client's own 30 s would end it while documents are indexed. */
const PATIENCE_MS = 300_000;

/**
 * Elasticsearch as the first stage: an index of the user's own, or one that is made of the collection and taken away when
 * all is measured. A run that was broken off finds it again.
 */
export async function openElasticsearchStage({
  dataSet,
  folder,
  collection,
  options,
  settings,
  context,
}: FirstStageRequest): Promise<OpenFirstStage> {
  if (settings.elasticsearch === undefined) {
    throw new SettingsError('--elasticsearch: name the address of the first stage');
  }
  const client = new Client({
    node: settings.elasticsearch,
    headers: elasticsearchHeaders(settings),
    requestTimeout: PATIENCE_MS,
  });
  const { fields, analyzer, keepIndex } = options;
  if (options.index !== undefined) {
    const stage = createElasticsearchStage(client, { index: options.index, fields });
    return { stage, close: () => client.close() };
  }
  const index = indexNameOf(dataSet, folder, analyzer);
  const progress = startCountingProgress(context, {
    format: `indexing ${dataSet}: {value} documents`,
  });
  await indexInElasticsearch(client, {
    index,
    documents: collection.documents,
    analyzer,
    onProgress: (documents) => progress.update(documents),
    signal: context.signal,
  }).finally(() => progress.stop());
  return {
    stage: createElasticsearchStage(client, { index }),
    async close(isDone) {
      if (isDone && keepIndex !== true) await client.indices.delete({ index });
      await client.close();
    },
  };
}

/** The same for the same files, so that an index is found again, and another one when they have changed. */
function indexNameOf(dataSet: string, folder: string, analyzer: string): string {
  const plain = join(folder, 'corpus.jsonl');
  const path = existsSync(plain) ? plain : `${plain}.gz`;
  const { size, mtimeMs } = statSync(path);
  const fingerprint = hash('sha256', `${path}\n${size}\n${mtimeMs}\n${analyzer}`).slice(0, 12);
  const name = dataSet.toLowerCase().replaceAll(/[^a-z\d]+/g, '-');
  return `lb-rerank-eval-${name}-${fingerprint}`;
}
