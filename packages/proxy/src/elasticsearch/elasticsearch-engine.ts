import type { Logger } from 'pino';
import type { Engine, EngineContext } from '../engine/engine.ts';
import { planMsearchCall } from './plan-msearch-call.ts';
import { planSearchCall } from './plan-search-call.ts';
import { Proposals } from './proposals.ts';
import { searchRouteOf } from './route-of.ts';

/** Makes the searches of Elasticsearch, or of OpenSearch, which take requests in slightly different forms. */
export function elasticsearchEngine(
  context: EngineContext,
  { isOpensearch, logger }: { readonly isOpensearch: boolean; readonly logger: Logger },
): Engine {
  const all = { ...context, isOpensearch };
  const proposals = new Proposals(context, logger);
  return {
    routeOf(method, url) {
      if (!url.includes('/_')) return undefined;
      const route = searchRouteOf(method, url);
      if (route === undefined || route.kind === 'other') return route;
      const plan = route.kind === 'search' ? planSearchCall : planMsearchCall;
      return {
        plan(call) {
          proposals.about(call, route.index);
          return plan(call, route.index, all);
        },
      };
    },
    errorBody: (status, reason) => ({
      error: { root_cause: [], type: 'lb_rerank_proxy', reason },
      status,
    }),
  };
}
