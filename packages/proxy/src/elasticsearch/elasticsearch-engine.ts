import type { Engine, EngineContext } from '../engine.ts';
import { planMsearchCall } from './plan-msearch-call.ts';
import { planSearchCall } from './plan-search-call.ts';
import { searchRouteOf } from './route-of.ts';

/** Makes the searches of Elasticsearch, or of OpenSearch, which take requests in slightly different forms. */
export function elasticsearchEngine(context: EngineContext, isOpensearch: boolean): Engine {
  const all = { ...context, isOpensearch };
  return {
    routeOf(method, url) {
      const route = searchRouteOf(method, url);
      if (route === undefined || route.kind === 'other') return route;
      const plan = route.kind === 'search' ? planSearchCall : planMsearchCall;
      return { plan: (call) => plan(call, route.index, all) };
    },
    errorBody: (status, reason) => ({
      error: { root_cause: [], type: 'lb_rerank_proxy', reason },
      status,
    }),
  };
}
