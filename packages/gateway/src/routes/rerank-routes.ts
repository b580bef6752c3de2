import { IncomingMessage } from 'node:http';
import type { Hono } from 'hono';
import type { BytesInFlight, HeldBytes } from '../admission/bytes-in-flight.ts';
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
  readonly bytesInFlight: BytesInFlight;
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
      const held = options.bytesInFlight.hold();
      try {
        const exchange = await options.inFlight.during(() =>
          answerRequest(options, c.req.raw, {
            spoken,
            requestId,
            held,
            incoming: incomingOf(c.env),
          }),
        );
        const durationMs = performance.now() - startedAt;
        options.onExchange(exchange, { requestId, path, durationMs });
        return await respond(exchange, { requestId, held, turns: options.turns });
      } finally {
        releaseOnceSent(held, c.env);
      }
    });
  }
}

/** Finds Node's own message behind a request; none where the application runs without a socket, or on HTTP/2. */
function incomingOf(bindings: GatewayEnv['Bindings'] | undefined): IncomingMessage | undefined {
  return bindings?.incoming instanceof IncomingMessage ? bindings.incoming : undefined;
}

/** Gives the bytes of a request back when its answer is with the caller, or the caller has gone; without a socket, at once. */
function releaseOnceSent(held: HeldBytes, bindings: GatewayEnv['Bindings'] | undefined): void {
  const outgoing = bindings?.outgoing;
  if (outgoing === undefined || outgoing.closed) held.release();
  else outgoing.once('close', () => held.release());
}
