import { basename, resolve } from 'node:path';
import { InvalidRequestError } from '@lb-rerank/core';
import {
  createDocumentStore,
  createMinisearchStage,
  createRunStage,
  readTrecRun,
  requireReadableFile,
  shownIds,
} from '@lb-rerank/evaluation';
import { SettingsError } from '../errors/settings-error.ts';
import { noticesTo } from '../terminal/notices-to.ts';
import { firstStageKindOf } from './first-stage-kind.ts';
import type { FirstStageRequest, OpenFirstStage } from './first-stage-request.ts';

/** Opens the first stage that the options name, or else the first that the settings have an address of. */
export async function openFirstStage(request: FirstStageRequest): Promise<OpenFirstStage> {
  const kind = firstStageKindOf(request.options, request.settings);
  // Each engine's client is loaded for those only who use it.
  switch (kind) {
    case 'elasticsearch': {
      const { openElasticsearchStage } = await import('./open-elasticsearch-stage.ts');
      return openElasticsearchStage(request);
    }
    case 'qdrant': {
      const { openQdrantStage } = await import('./open-qdrant-stage.ts');
      return openQdrantStage(request);
    }
    case 'run':
      return openRunStage(request);
    case 'minisearch': {
      const stage = await createMinisearchStage(request.collection.documents());
      return { stage, close: async () => {} };
    }
    default:
      return kind satisfies never;
  }
}

async function openRunStage({
  options,
  collection,
  context,
}: FirstStageRequest): Promise<OpenFirstStage> {
  if (options.run === undefined) {
    throw new SettingsError('--run: name the run file that is the first stage');
  }
  const path = resolve(context.folder, options.run);
  await requireReadableFile(`--run ${options.run}`, path);
  const run = await readTrecRun(path, { onNotice: noticesTo(context) });
  const { qrels } = collection;
  if (![...qrels.keys()].some((queryId) => run.has(queryId))) {
    const ids = `ids look like ${shownIds(run.keys())} there and like ${shownIds(qrels.keys())} in the judgements`;
    const problem = `answers none of the judged queries: is it of another collection? ${ids}`;
    throw new InvalidRequestError(options.run, problem);
  }
  const documents = await createDocumentStore(collection.documents(), context.signal);
  try {
    const stage = createRunStage({ run, documents, name: basename(options.run) });
    return { stage, close: async () => documents[Symbol.dispose]() };
  } catch (error) {
    documents[Symbol.dispose]();
    throw error;
  }
}
