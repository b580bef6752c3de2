import { createQdrantStage } from '@lb-rerank/evaluation';
import { openQdrant } from '../engines/open-qdrant.ts';
import type { FirstStageRequestOf, OpenFirstStage } from './first-stage-request.ts';

/**
 * Opens a Qdrant collection of the user's own as the first stage. Its vectors are compared with the query's, which
 * an OpenAI-compatible server embeds; without such a server, Qdrant itself does, by the model named.
 */
export async function openQdrantStage({
  choice,
  options,
  settings,
  context,
}: FirstStageRequestOf<'qdrant'>): Promise<OpenFirstStage> {
  const { address, collection, embeddingsModel } = choice;
  const { fields, idField, using, embeddingsUrl, embeddingsQueryPrefix: queryPrefix } = options;
  const { client, embed } = openQdrant(
    address,
    { embeddingsModel, embeddingsUrl, queryPrefix },
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
