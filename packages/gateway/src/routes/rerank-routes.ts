import type { Hono } from 'hono';
import type { GatewayEnv } from '../http/gateway-env.ts';
import { dialectsByPath } from '../dialects/registry/choose-dialect.ts';
import { DIALECTS } from '../dialects/registry/dialects.ts';
import { respond } from './respond.ts';
import type { InFlight } from '../admission/in-flight.ts';
import { answerRequest, type AnsweringDependencies } from '../rerank/answer-request.ts';
import type { Exchange } from '../rerank/exchange.ts';

/** The services behind the rerank routes. */
export interface RerankRoutesOptions extends AnsweringDependencies {
  readonly inFlight: InFlight;
  /** Told of each answered request. */
  readonly onExchange: (
    exchange: Exchange,
    request: { requestId: string; path: string; durationMs: number },
  ) => void;
}

/** Answers on every path of every dialect. */
export function addRerankRoutes(app: Hono<GatewayEnv>, options: RerankRoutesOptions): void {
  for (const [path, spoken] of dialectsByPath(DIALECTS)) {
    app.post(path, async (c) => {
      const startedAt = performance.now();
      const { requestId } = c.var;
      const exchange = await options.inFlight.during(() =>
        answerRequest(options, c.req.raw, { spoken, requestId }),
      );
      const durationMs = performance.now() - startedAt;
      options.onExchange(exchange, { requestId, path, durationMs });
      return respond(c, exchange);
    });
  }
}
