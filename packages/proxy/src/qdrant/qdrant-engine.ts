import { createEmbedder } from '../embeddings/create-embedder.ts';
import type { EmbeddingsOptions } from '../embeddings/embeddings-options.ts';
import type { Engine, EngineContext } from '../engine/engine.ts';
import { planGroupsCall } from './plan-groups-call.ts';
import { planPointsCall } from './plan-points-call.ts';
import { planUpdateCall } from './plan-update-call.ts';
import { type DocumentReplacer, inOperations, inPoints } from './replaced-documents.ts';
import { pointsRouteOf } from './route-of.ts';
import { GROUP_ENDPOINTS, SEARCH_FORMS } from './search-form.ts';

/** The requests that write vectors, by their method and what stands behind the collection. */
const UPDATES: Readonly<Record<string, DocumentReplacer>> = {
  'PUT points/': inPoints,
  'PUT points/vectors': inPoints,
  'POST points/batch': inOperations,
};

const MOST_UPDATE_BYTES = 32 * 2 ** 20;

/** Makes the searches of Qdrant, and, where there is a server for it, the embedding of texts. */
export function qdrantEngine(context: EngineContext, embeddings?: EmbeddingsOptions): Engine {
  const embed = embeddings && createEmbedder(embeddings);
  const maxUpdateBytes = embeddings?.maxUpdateBytes ?? MOST_UPDATE_BYTES;
  const all = { ...context, embed };

  return {
    routeOf(method, url) {
      const route = pointsRouteOf(url);
      if (route === undefined) return undefined;
      const { collection, endpoint } = route;
      const update = `${method} points/${endpoint}`;
      if (embed !== undefined && Object.hasOwn(UPDATES, update)) {
        return { plan: (call) => planUpdateCall(call, UPDATES[update]!, all), maxUpdateBytes };
      }
      if (method !== 'POST') return undefined;
      if (Object.hasOwn(GROUP_ENDPOINTS, endpoint)) {
        const lackIn = GROUP_ENDPOINTS[endpoint]!;
        return { plan: (call) => planGroupsCall(call, collection, lackIn, all) };
      }
      if (!Object.hasOwn(SEARCH_FORMS, endpoint)) return undefined;
      const form = SEARCH_FORMS[endpoint]!;
      return { plan: (call) => planPointsCall(call, collection, form, all) };
    },
    errorBody: (_, reason) => ({ status: { error: reason }, time: 0 }),
  };
}
