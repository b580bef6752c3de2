import { basename } from 'node:path';
import { InvalidRequestError } from '@lb-rerank/core';
import {
  createDocumentStore,
  createMinisearchStage,
  createRunStage,
  readTrecRun,
  shownIds,
} from '@lb-rerank/evaluation';
import { noticesTo } from '../terminal/notices-to.ts';
import type {
  FirstStageRequest,
  FirstStageRequestOf,
  OpenFirstStage,
} from './first-stage-request.ts';

/** Opens the first stage that was chosen. */
export async function openFirstStage(request: FirstStageRequest): Promise<OpenFirstStage> {
  const { choice } = request;
  // Each engine's client is loaded for those only who use it.
  switch (choice.kind) {
    case 'elasticsearch': {
      const { openElasticsearchStage } = await import('./open-elasticsearch-stage.ts');
      return openElasticsearchStage({ ...request, choice });
    }
    case 'qdrant': {
      const { openQdrantStage } = await import('./open-qdrant-stage.ts');
      return openQdrantStage({ ...request, choice });
    }
    case 'run':
      return openRunStage({ ...request, choice });
    case 'minisearch': {
      const stage = await createMinisearchStage(request.collection.documents());
      return { stage, close: async () => {} };
    }
    default:
      return choice satisfies never;
  }
}

async function openRunStage({
  choice: { name, path },
  collection,
  context,
}: FirstStageRequestOf<'run'>): Promise<OpenFirstStage> {
  const run = await readTrecRun(path, { onNotice: noticesTo(context) });
  const { qrels } = collection;
  if (![...qrels.keys()].some((queryId) => run.has(queryId))) {
    const ids = `ids look like ${shownIds(run.keys())} there and like ${shownIds(qrels.keys())} in the judgements`;
    const problem = `answers none of the judged queries: is it of another collection? ${ids}`;
    throw new InvalidRequestError(name, problem);
  }
  const documents = await createDocumentStore(collection.documents(), context.signal);
  try {
    const stage = createRunStage({ run, documents, name: basename(name) });
    return { stage, close: async () => documents[Symbol.dispose]() };
  } catch (error) {
    documents[Symbol.dispose]();
    throw error;
  }
}
