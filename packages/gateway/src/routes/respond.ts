import type { HeldBytes } from '../admission/bytes-in-flight.ts';
import type { Turns } from '../admission/turns.ts';
import { jsonPieces } from './json-pieces.ts';
import type { Exchange } from '../rerank/exchange.ts';

/** The request that is answered, and the turns that long work waits for. */
interface RespondOptions {
  readonly requestId: string;
  readonly held: HeldBytes;
  readonly turns: Turns;
}

/**
 * Makes the HTTP response of an exchange: its body, and its outcome in headers of ours. A large body is written in turns.
 *
 * The headers are a plain object, which the server writes as it is; `Headers`, as Hono's context makes them, would have to be
 * filled and read again.
 */
export async function respond(
  exchange: Exchange,
  { requestId, held, turns }: RespondOptions,
): Promise<Response> {
  const { status, body, problem } = exchange;
  const init = { status, headers: headersOf(exchange, requestId) };
  if (!held.isLarge || problem !== undefined) return new Response(JSON.stringify(body), init);
  const pieces = jsonPieces(body);
  const bytes: Buffer[] = [];
  for (let isDone = false; !isDone;) {
    isDone = await turns.piece(() => {
      const { value, done } = pieces.next();
      if (done !== true) bytes.push(Buffer.from(value));
      return done === true;
    });
  }
  return new Response(Buffer.concat(bytes), init);
}

function headersOf(
  { dialect, rankings, problem }: Exchange,
  requestId: string,
): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-request-id': requestId,
    'x-rerank-dialect': dialect,
  };
  if (problem === undefined) return describeRankings(headers, rankings);
  headers['x-rerank-error'] = problem.code;
  if (problem.retryAfterMs !== undefined) {
    headers['retry-after'] = `${Math.ceil(problem.retryAfterMs / 1000)}`;
  }
  if (problem.code === 'unauthorized') headers['www-authenticate'] = 'Bearer';
  return headers;
}

/** Describes several rankings by the worst outcome. */
function describeRankings(
  headers: Record<string, string>,
  rankings: Exchange['rankings'],
): Record<string, string> {
  const outcomes = new Set(rankings.map(({ outcome }) => outcome));
  const worst = (['fallback', 'partial', 'unscored'] as const).find((outcome) =>
    outcomes.has(outcome),
  );
  headers['x-rerank-outcome'] = worst ?? 'reranked';
  const error = rankings.find((ranking) => ranking.error !== undefined)?.error;
  if (error !== undefined) {
    headers['x-rerank-error'] = 'code' in error ? String(error.code) : 'internal';
  }
  return headers;
}
