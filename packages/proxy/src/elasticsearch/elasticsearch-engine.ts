import type { Logger } from 'pino';
import type { Engine, EngineContext } from '../engine/engine.ts';
import { planMsearchCall } from './plan-msearch-call.ts';
import { planSearchCall } from './plan-search-call.ts';
import { Proposals } from './proposals.ts';
import { unreadableBecauseOf } from './readable.ts';
import { searchRouteOf } from './route-of.ts';
import { searchUrlOf } from './search-in-url.ts';

/** Makes the searches of Elasticsearch, or of OpenSearch, which take requests in slightly different forms. */
export function elasticsearchEngine(
  context: EngineContext,
  { isOpensearch, logger }: { readonly isOpensearch: boolean; readonly logger: Logger },
): Engine {
  const all = { ...context, isOpensearch };
  const proposals = new Proposals(context, logger);
  return {
    routeOf(method, path) {
      if (!path.includes('/_')) return undefined;
      const route = searchRouteOf(method, path);
      if (route === undefined || route.kind === 'other') return route;
      const plan = route.kind === 'search' ? planSearchCall : planMsearchCall;
      return {
        plan(call) {
          const { index } = route;
          proposals.about(call, index);
          const url = searchUrlOf(call.url);
          const format = url.params['format'] as string | undefined;
          const reason = unreadableBecauseOf(call, format);
          if (reason !== undefined) return { bare: {}, left: { outcome: 'skipped', reason } };
          return plan(call, { index, url }, all);
        },
      };
    },
    errorBody: (status, reason) => ({
      error: { root_cause: [], type: 'lb_rerank_proxy', reason },
      status,
    }),
  };
}
