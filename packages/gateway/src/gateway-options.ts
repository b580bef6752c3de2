import type { Reranker } from '@lb-rerank/core';
import { requireKnownKeys } from '@lb-rerank/core/adapter';
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

const OPTIONS = {
  reranker: true,
  settings: true,
  logger: true,
} satisfies Record<keyof GatewayOptions, true>;

/** Checks that nothing was given that nobody reads: a misspelt name of the settings would leave a gateway open. @throws InvalidRequestError. */
export function requireGatewayOptions(options: GatewayOptions): void {
  requireKnownKeys('', options, Object.keys(OPTIONS));
}
