import type { Agent } from 'node:http';
import type { Findings } from '../checks/findings.ts';
import { type Call, isReranked, problemsOfResponse } from '../checks/problems-of-response.ts';
import type { Weather } from '../faults/weather.ts';
import { KEYS } from '../parts/create-gateway.ts';
import { codeOf } from '../wire/code-of.ts';
import { post } from '../wire/post.ts';

/** The place of a call: where it goes, and who notes what came of it. */
export interface Scene {
  /** The address of the gateway, through the callers' link. */
  readonly gateway: string;
  readonly agent: Agent;
  readonly weather: Weather;
  readonly findings: Findings;
}

/** The longest wait of a caller, in milliseconds; there is no answer from a gateway that hangs. */
const PATIENCE_MS = 20_000;

/** Puts a question to the gateway and judges the answer. Resolves to whether it was answered in full, and rightly. */
export async function callGateway(
  { gateway, agent, weather, findings }: Scene,
  call: Call,
  hangUpAfterMs?: number,
): Promise<boolean> {
  const { tenant, dialect, question, deadlineMs, onFailure } = call;
  const from = performance.now();
  const told = () =>
    `${dialect.name} for ${tenant}, ${question.documents.length} documents, top n ${question.topN}, deadline ${deadlineMs} ms, on failure ${onFailure}; faults: ${weather.now}`;
  try {
    const answer = await post(`${gateway}${dialect.path}`, {
      agent,
      signal: AbortSignal.timeout(hangUpAfterMs ?? PATIENCE_MS),
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${KEYS[tenant]}`,
        'x-rerank-deadline-ms': `${deadlineMs}`,
        'x-rerank-on-failure': onFailure,
      },
      body: JSON.stringify(dialect.bodyOf(question)),
    });
    const outcome = answer.headers['x-rerank-outcome'] ?? answer.headers['x-rerank-error'];
    findings.count(`answers to ${dialect.name}`, `${answer.status} ${outcome}`);
    const problems = problemsOfResponse(call, answer, weather, { from, to: performance.now() });
    for (const problem of problems) findings.problem(problem, told());
    return isReranked(question, answer) && problems.length === 0;
  } catch (error) {
    const code = codeOf(error);
    const hungUp = hangUpAfterMs !== undefined && code === 'ABORT_ERR';
    findings.count('calls without an answer', hungUp ? 'hung up' : code);
    if (!hungUp && !weather.isBad('gateway', from, performance.now())) {
      findings.problem(`no answer (${code}) in fair weather`, told());
    }
    return false;
  }
}
