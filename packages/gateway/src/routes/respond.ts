import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Exchange } from '../rerank/exchange.ts';

/** Makes the HTTP response of an exchange: its body, and its outcome in headers of ours. */
export function respond(c: Context, exchange: Exchange): Response {
  const { status, body, dialect, rankings, problem } = exchange;
  c.header('x-rerank-dialect', dialect);
  if (problem?.retryAfterMs !== undefined) {
    c.header('retry-after', `${Math.ceil(problem.retryAfterMs / 1000)}`);
  }
  if (problem?.code === 'unauthorized') c.header('www-authenticate', 'Bearer');
  if (problem !== undefined) c.header('x-rerank-error', problem.code);
  else describeRankings(c, rankings);
  return c.json(body, status as ContentfulStatusCode);
}

/** Describes several rankings by the worst outcome. */
function describeRankings(c: Context, rankings: Exchange['rankings']): void {
  const outcomes = new Set(rankings.map(({ outcome }) => outcome));
  const worst = (['fallback', 'partial', 'unscored'] as const).find((outcome) =>
    outcomes.has(outcome),
  );
  c.header('x-rerank-outcome', worst ?? 'reranked');
  const error = rankings.find((ranking) => ranking.error !== undefined)?.error;
  if (error !== undefined) {
    c.header('x-rerank-error', 'code' in error ? String(error.code) : 'internal');
  }
}
