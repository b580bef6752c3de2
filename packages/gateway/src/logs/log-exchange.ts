import { RerankError } from '@lb-rerank/core';
import type { Logger } from 'pino';
import { GatewayError } from '../errors/gateway-error.ts';
import type { Exchange } from '../rerank/exchange.ts';

/** Writes one line for one request, which holds neither query, document nor key. */
export function logExchange(
  logger: Logger,
  { status, dialect, caller, rankings, problem, error }: Exchange,
  { requestId, path, durationMs }: { requestId: string; path: string; durationMs: number },
): void {
  const total = (name: 'candidates' | 'scored' | 'cached' | 'coalesced') =>
    rankings.reduce((sum, { counts }) => sum + counts[name], 0);
  const line = {
    request_id: requestId,
    path,
    dialect,
    status,
    ...(caller !== undefined && { key: caller }),
    documents: total('candidates'),
    scored: total('scored'),
    cached: total('cached'),
    coalesced: total('coalesced'),
    duration_ms: Math.round(durationMs * 10) / 10,
    ...(problem && { code: problem.code, reason: problem.message }),
    ...((problem?.status ?? 500) >= 500 && error !== undefined && { error: describe(error) }),
  };
  if (problem?.code === 'internal') logger.error(line, 'rerank request failed');
  else if (problem !== undefined) logger.warn(line, 'rerank request refused');
  else if (error !== undefined) logger.warn(line, 'rerank request passed through');
  else logger.info(line, 'rerank request answered');
}

/** Our own errors say what happened without a text in it; of any other only its kind and place may be told. */
function describe(error: unknown): object {
  if (error instanceof RerankError || error instanceof GatewayError) {
    return { name: error.name, code: error.code, message: error.message };
  }
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at '));
  return { name: error.name, stack: frames?.join('\n') };
}
