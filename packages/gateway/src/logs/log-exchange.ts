import type { Logger } from 'pino';
import type { Exchange } from '../rerank/exchange.ts';
import { describeError } from './describe-error.ts';

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
    ...(problem && { code: problem.code, reason: problem.reason }),
    ...((problem?.status ?? 500) >= 500 && error !== undefined && { error: describeError(error) }),
  };
  if (problem?.code === 'internal') logger.error(line, 'rerank request failed');
  else if (problem !== undefined) logger.warn(line, 'rerank request refused');
  else if (error !== undefined) logger.warn(line, 'rerank request passed through');
  else logger.info(line, 'rerank request answered');
}
