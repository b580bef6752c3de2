import type { Engine, EngineContext } from '../engine/engine.ts';
import { planGroupsCall } from './plan-groups-call.ts';
import { planPointsCall } from './plan-points-call.ts';
import { pointsRouteOf } from './route-of.ts';
import { GROUP_ENDPOINTS, SEARCH_FORMS } from './search-form.ts';

/** Makes the searches of Qdrant. */
export function qdrantEngine(context: EngineContext): Engine {
  return {
    routeOf(method, url) {
      const route = method === 'POST' ? pointsRouteOf(url) : undefined;
      if (route === undefined) return undefined;
      const { collection, endpoint } = route;
      if (Object.hasOwn(GROUP_ENDPOINTS, endpoint)) {
        const lackIn = GROUP_ENDPOINTS[endpoint]!;
        return { plan: (call) => planGroupsCall(call, collection, lackIn, context) };
      }
      if (!Object.hasOwn(SEARCH_FORMS, endpoint)) return undefined;
      const form = SEARCH_FORMS[endpoint]!;
      return { plan: (call) => planPointsCall(call, collection, form, context) };
    },
    errorBody: (_, reason) => ({ status: { error: reason }, time: 0 }),
  };
}
