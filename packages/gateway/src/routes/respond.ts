import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { HeldBytes } from '../admission/bytes-in-flight.ts';
import type { Turns } from '../admission/turns.ts';
import { jsonPieces } from './json-pieces.ts';
import type { Exchange } from '../rerank/exchange.ts';

/** Makes the HTTP response of an exchange: its body, and its outcome in headers of ours. A large body is written in turns. */
export async function respond(
  c: Context,
  exchange: Exchange,
  { held, turns }: { readonly held: HeldBytes; readonly turns: Turns },
): Promise<Response> {
  const { status, body, dialect, rankings, problem } = exchange;
  c.header('x-rerank-dialect', dialect);
  if (problem?.retryAfterMs !== undefined) {
    c.header('retry-after', `${Math.ceil(problem.retryAfterMs / 1000)}`);
  }
  if (problem?.code === 'unauthorized') c.header('www-authenticate', 'Bearer');
  if (problem !== undefined) c.header('x-rerank-error', problem.code);
  else describeRankings(c, rankings);
  if (!held.isLarge || problem !== undefined) return c.json(body, status as ContentfulStatusCode);
  const pieces = jsonPieces(body);
  const bytes: Buffer[] = [];
  for (let isDone = false; !isDone;) {
    isDone = await turns.piece(() => {
      const { value, done } = pieces.next();
      if (done !== true) bytes.push(Buffer.from(value));
      return done === true;
    });
  }
  return c.body(Buffer.concat(bytes), status as ContentfulStatusCode, {
    'content-type': 'application/json',
  });
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
