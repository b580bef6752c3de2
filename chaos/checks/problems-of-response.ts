import type { Weather } from '../faults/weather.ts';
import { MARK, type Tenant, TENANTS } from '../pairs/texts.ts';
import { relevanceOf, scoreOf } from '../pairs/scores.ts';
import type { Question, SpokenDialect } from '../load/dialects.ts';
import type { HttpAnswer } from '../load/post.ts';
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
  { status, headers, text }: HttpAnswer,
  weather: Pick<Weather, 'isBad'>,
  { from, to }: Duration,
): string[] {
  const { tenant, dialect, deadlineMs, onFailure } = call;
  const isBad = (...notices: Parameters<Weather['isBad']>[0][]) =>
    notices.some((notice) => weather.isBad(notice, from, to));
  const problems: string[] = [];
  if (marksOfOthers(text, tenant).length > 0) problems.push("another caller's text");
  if (to - from > deadlineMs + SLACK_MS && !isBad('gateway')) {
    problems.push(
      `answered after ${Math.round(to - from)} ms, ${deadlineMs} ms being the deadline`,
    );
  }
  if (headers['x-rerank-dialect'] !== dialect.name) {
    problems.push(`answered as ${headers['x-rerank-dialect']}`);
  }
  if (status === 200) {
    const { problems: wrong, isWhole } = judgeBody(call, headers['x-rerank-outcome'], text);
    problems.push(...wrong);
    if (!isWhole && !isBad('gateway', 'models')) {
      problems.push(
        `${headers['x-rerank-outcome']} (${headers['x-rerank-error']}) in fair weather`,
      );
    }
    return problems;
  }
  const code = headers['x-rerank-error'];
  if (!FAILURES.has(status)) problems.push(`status ${status} (${code})`);
  else if (!isBad('gateway', 'models')) problems.push(`${status} (${code}) in fair weather`);
  if (onFailure === 'passthrough' && code !== 'stopping')
    problems.push(`${status} though passed through`);
  if (text.match(MARK)) problems.push('an error with a text in it');
  return problems;
}

function judgeBody(
  { tenant: _, dialect, question }: Call,
  outcome: string | undefined,
  text: string,
): { problems: string[]; isWhole: boolean } {
  const relevances = question.documents.map((document) =>
    document.trim() === '' ? null : relevanceOf(scoreOf(question.query, document)),
  );
  const isWhole =
    outcome === 'reranked' || (outcome === 'unscored' && relevances.every((r) => r === null));
  try {
    const results = dialect.resultsOf(JSON.parse(text) as never);
    const { topN } = question;
    const expectation = { relevances, topN, keepsOrder: dialect.keepsOrder ?? false };
    return { problems: problemsOfRanking(expectation, outcome, results), isWhole };
  } catch (error) {
    return { problems: [`not in the dialect's shape: ${String(error)}`], isWhole };
  }
}

function marksOfOthers(text: string, tenant: Tenant): string[] {
  const others = TENANTS.filter((other) => other !== tenant);
  return (text.match(MARK) ?? []).filter((mark) => others.some((other) => mark.includes(other)));
}
