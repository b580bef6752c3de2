import type { Reranker } from '@lb-rerank/core';
import type { Logger } from 'pino';
import type { GatewaySettings } from './settings/gateway-settings.ts';

/** The reranker, settings and logger of a gateway. */
export interface GatewayOptions {
  /** Answers; the gateway never learns what runs behind it. */
  readonly reranker: Reranker;
  readonly settings?: GatewaySettings | undefined;
  /** Told of every request by its id, never of a query, a document or a key. @default JSON lines on standard output */
  readonly logger?: Logger | undefined;
}
