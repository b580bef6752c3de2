import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Engine } from '../engine/engine.ts';
import { OWN_HEADERS } from '../http/outcome-headers.ts';
import type { ProxyMetrics } from '../metrics/proxy-metrics.ts';
import { endToEndHeaders } from '../upstream/end-to-end-headers.ts';
import type { Caller } from './caller.ts';
import { bodyOf, type Upstream, type UpstreamRequest } from '../upstream/upstream.ts';

/** A request, the response that answers it, and who waits for that. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly caller: Caller;
}

/** All that a proxy answers by. */
export interface ExchangeContext {
  readonly engine: Engine;
  readonly upstream: Upstream;
  readonly limits: { readonly maxRequestBytes: number; readonly maxAnswerBytes: number };
  readonly metrics: ProxyMetrics;
  readonly logger: Logger;
}

/** Gives a request as it goes on to the engine: as it came, but for the headers of one connection and the proxy's own. */
export function asItCame({ request, caller }: Exchange): UpstreamRequest {
  return {
    method: request.method!,
    path: request.url!,
    headers: endToEndHeaders(request.rawHeaders, OWN_HEADERS),
    body: bodyOf(request),
    signal: caller,
  };
}
