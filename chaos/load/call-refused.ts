import { KEYS, MOST_DOCUMENTS } from '../parts/create-gateway.ts';
import { MARK, queryText } from '../pairs/texts.ts';
import type { Draws } from '../random/draws.ts';
import type { Scene } from './call-gateway.ts';
import { post } from './post.ts';

const PATIENCE_MS = 20_000;
const query = queryText('north', 1);
const key = { authorization: `Bearer ${KEYS.north}` };

/** Requests that are refused, with the status that they must get in any weather. */
const REFUSED: readonly {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  path?: string;
  method?: string;
}[] = [
  { status: 401, body: { query, documents: [query] }, headers: {} },
  { status: 401, body: { query, documents: [query] }, headers: { 'x-api-key': 'none of ours' } },
  { status: 400, body: '{"query": ' },
  { status: 422, body: { documents: [query] } },
  { status: 422, body: { query, documents: [1] } },
  {
    status: 422,
    body: { query, documents: Array.from({ length: MOST_DOCUMENTS + 1 }, () => query) },
  },
  { status: 404, body: {}, path: '/v9/nothing' },
  { status: 405, method: 'GET' },
];

/** Sends a request that must be refused, and judges the refusal. */
export async function callRefused(
  { gateway, agent, weather, findings }: Scene,
  draws: Draws,
): Promise<void> {
  const {
    status,
    body,
    headers = key,
    path = '/v2/rerank',
    method = 'POST',
  } = draws.oneOf(REFUSED);
  const from = performance.now();
  const told = `a request that is to be refused with ${status}; faults: ${weather.now}`;
  try {
    const answer = await post(`${gateway}${path}`, {
      agent,
      method,
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    findings.count('refusals', `${answer.status}`);
    const isStopping = answer.status === 503 && weather.isBad('gateway', from, performance.now());
    if (answer.status !== status && !isStopping) {
      findings.problem(`refused with ${answer.status} instead of ${status}`, told);
    }
    if (answer.text.match(MARK)) findings.problem('a refusal with a text in it', told);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? (error as Error).name;
    findings.count('refusals', code);
    if (!weather.isBad('gateway', from, performance.now())) {
      findings.problem(`no refusal (${code}) in fair weather`, told);
    }
  }
}
