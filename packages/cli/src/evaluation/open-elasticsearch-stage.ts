import { hash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@elastic/elasticsearch';
import { createElasticsearchStage, indexInElasticsearch } from '@lb-rerank/evaluation';
import { elasticsearchHeaders } from '../settings/elasticsearch-headers.ts';
import { startCountingProgress } from '../terminal/start-counting-progress.ts';
import type { EvaluationOptions } from './evaluation-options.ts';
import type { FirstStageRequestOf, OpenFirstStage } from './first-stage-request.ts';

/** An evaluation waits for a busy cluster; the client's own 30 s would end it while documents are indexed. */
const PATIENCE_MS = 300_000;

/**
 * Opens Elasticsearch as the first stage: an index of the user's own, or one that is made of the collection and
 * taken away when all is measured. A run that was broken off finds it again.
 */
export async function openElasticsearchStage({
  choice,
  dataSet,
  folder,
  collection,
  options,
  settings,
  context,
}: FirstStageRequestOf<'elasticsearch'>): Promise<OpenFirstStage> {
  const client = new Client({
    node: choice.address,
    headers: elasticsearchHeaders(settings),
    requestTimeout: PATIENCE_MS,
  });
  const { fields, analyzer, keepIndex } = options;
  if (options.index !== undefined) {
    const stage = createElasticsearchStage(client, { index: options.index, fields });
    return { stage, close: () => client.close() };
  }
  const index = indexNameOf(dataSet, folder, options);
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

/** Names the index by its files and the fields that are read, so that it is found again, but not once they have changed. */
function indexNameOf(
  dataSet: string,
  folder: string,
  { analyzer = 'english', passageField }: Pick<EvaluationOptions, 'analyzer' | 'passageField'>,
): string {
  const plain = join(folder, 'corpus.jsonl');
  const path = existsSync(plain) ? plain : `${plain}.gz`;
  const { size, mtimeMs } = statSync(path);
  const made = [path, size, mtimeMs, analyzer, ...(passageField ?? [])];
  const fingerprint = hash('sha256', made.join('\n')).slice(0, 12);
  const name = dataSet.toLowerCase().replaceAll(/[^a-z\d]+/g, '-');
  return `lb-rerank-eval-${name}-${fingerprint}`;
}
