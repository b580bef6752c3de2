import type { Weather } from '../faults/weather.ts';
import type { Question, SpokenDialect } from '../wire/dialects.ts';
import type { HttpAnswer } from '../wire/post.ts';
import { relevanceOf, scoreOf } from '../pairs/scores.ts';
import { MARK, type Tenant, TENANTS } from '../pairs/texts.ts';
import { problemsOfRanking } from './problems-of-ranking.ts';

/** A question to the gateway with how it was put. */
export interface Call {
  readonly tenant: Tenant;
  readonly dialect: SpokenDialect;
  readonly question: Question;
  readonly deadlineMs: number;
  readonly onFailure: 'error' | 'passthrough';
}

/** The time from when to when a call went on. */
export interface Duration {
  readonly from: number;
  readonly to: number;
}

/** The statuses of the gateway's README for a request that is in order. */
const FAILURES = new Set([429, 502, 503, 504]);

/** The time that the answer may take beyond its deadline, on a busy machine. */
const SLACK_MS = 1500;

/** Lists all that is wrong with an answer of the gateway; nothing, if it is as documented, and what the weather excuses. */
export function problemsOfResponse(
  call: Call,
  answer: HttpAnswer,
  weather: Pick<Weather, 'isBad'>,
  { from, to }: Duration,
): string[] {
  const { headers, status } = answer;
  const isGatewayExcused = weather.isBad('gateway', from, to);
  const isExcused = isGatewayExcused || weather.isBad('models', from, to);
  const isLate = to - from > call.deadlineMs + SLACK_MS;
  const isWhole = isReranked(call.question, answer);
  const outcome = headers['x-rerank-outcome'] ?? 'failed';
  return [
    ...problemsOfTexts(call.tenant, answer),
    ...(status === 200 ? problemsOfBody(call, answer) : problemsOfFailure(call, answer)),
    ...(headers['x-rerank-dialect'] === call.dialect.name || isRefusedUnread(headers)
      ? []
      : [`answered as ${headers['x-rerank-dialect']}`]),
    ...(isLate && !isGatewayExcused
      ? [`answered after ${Math.round(to - from)} ms, ${call.deadlineMs} ms being the deadline`]
      : []),
    ...(isWhole || isExcused
      ? []
      : [`${status} ${outcome} (${headers['x-rerank-error']}) in fair weather`]),
  ];
}

/** Tells whether an answer is as good as its question lets it be. */
export function isReranked({ documents }: Question, { status, headers }: HttpAnswer): boolean {
  const hasTexts = documents.some((document) => document.trim() !== '');
  return status === 200 && headers['x-rerank-outcome'] === (hasTexts ? 'reranked' : 'unscored');
}

/** Tells whether a body, which tells the dialects of one path apart, may have been left unread. */
function isRefusedUnread({ 'x-rerank-error': code }: HttpAnswer['headers']): boolean {
  return code === 'stopping' || code === 'overloaded';
}

/** No answer may hold another caller's text, and no failure any. */
function problemsOfTexts(tenant: Tenant, { status, text }: HttpAnswer): string[] {
  const marks: readonly string[] = text.match(MARK) ?? [];
  const others = TENANTS.filter((other) => other !== tenant);
  const isLeaked = marks.some((mark) => others.some((other) => mark.includes(other)));
  return [
    ...(isLeaked ? ["another caller's text"] : []),
    ...(status !== 200 && marks.length > 0 ? ['an error with a text in it'] : []),
  ];
}

function problemsOfFailure({ onFailure }: Call, { status, headers }: HttpAnswer): string[] {
  const code = headers['x-rerank-error'];
  return [
    ...(FAILURES.has(status) ? [] : [`status ${status} (${code})`]),
    ...(onFailure === 'passthrough' && code !== 'stopping'
      ? [`${status} though passed through`]
      : []),
  ];
}

function problemsOfBody({ dialect, question }: Call, { headers, text }: HttpAnswer): string[] {
  const { query, documents, topN } = question;
  const relevances = documents.map((document) =>
    document.trim() === '' ? null : relevanceOf(scoreOf(query, document)),
  );
  const expectation = { relevances, topN, keepsOrder: dialect.keepsOrder ?? false };
  try {
    const results = dialect.resultsOf(JSON.parse(text) as never);
    return problemsOfRanking(expectation, headers['x-rerank-outcome'], results);
  } catch (error) {
    return [`not in the dialect's shape: ${String(error)}`];
  }
}
