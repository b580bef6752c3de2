import { createReranker, type Reranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { pino } from 'pino';
import { createGateway } from '../create-gateway.ts';
import type { Gateway } from '../gateway.ts';
import type { GatewaySettings } from '../settings/gateway-settings.ts';

/**
 * Makes a gateway whose model finds in each document its level, such as "4"; "late" never gets an answer and "down"
 * breaks.
 */
export function gatewayOfLevels(
  settings: GatewaySettings = {},
  reranker: Reranker = rerankerOfLevels(),
): Gateway {
  return createGateway({ reranker, settings, logger: pino({ enabled: false }) });
}

function rerankerOfLevels(): Reranker {
  const scorer = fakeScorer(async (passage) => {
    if (passage === 'late') await new Promise(() => {});
    if (passage === 'down') throw new Error(`cannot read ${passage}`);
    return Number(passage) || 1;
  }, 'levels');
  return createReranker({ scorer, passagesPerCall: 1, batching: { maxPairsPerBatch: 1 } });
}
