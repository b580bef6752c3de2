import { createQdrantStage } from '@lb-rerank/evaluation';
import { openQdrant } from '../engines/open-qdrant.ts';
import { SettingsError } from '../errors/settings-error.ts';
import type { FirstStageRequest, OpenFirstStage } from './first-stage-request.ts';

/**
 * Opens a Qdrant collection of the user's own as the first stage. Its vectors are compared with the query's, which
 * an OpenAI-compatible server embeds; without such a server, Qdrant itself does, by the model named.
 */
export async function openQdrantStage({
  options,
  settings,
  context,
}: FirstStageRequest): Promise<OpenFirstStage> {
  const { index: collection, fields, idField, using, embeddingsUrl, embeddingsModel } = options;
  if (settings.qdrant === undefined) {
    throw new SettingsError('--qdrant: name the address of the first stage');
  }
  if (collection === undefined || embeddingsModel === undefined) {
    throw new SettingsError('--index, --embeddings-model: Qdrant needs a collection and a model');
  }
  const { client, embed } = openQdrant(
    settings.qdrant,
    { embeddingsModel, embeddingsUrl },
    settings,
    context.environment,
  );
  const stage = createQdrantStage(client, {
    collection,
    fields,
    idField,
    queryOf: async (text, signal) => ({
      query: await embed(text, { signal }),
      ...(using !== undefined && { using }),
    }),
  });
  return { stage, close: async () => {} };
}
