import { KEYS, MOST_DOCUMENTS } from '../parts/create-gateway.ts';
import { MARK, queryText } from '../pairs/texts.ts';
import type { Draws } from '../random/draws.ts';
import type { Scene } from './call-gateway.ts';
import { codeOf } from '../wire/code-of.ts';
import { type HttpAnswer, post } from '../wire/post.ts';

/** A request that is refused, and the status that it must get in any weather. */
interface Refused {
  readonly status: number;
  readonly body?: string | object;
  readonly headers?: Record<string, string>;
  readonly path?: string;
  readonly method?: string;
}

const PATIENCE_MS = 20_000;
const query = queryText('north', 1);
const tooMany = Array.from({ length: MOST_DOCUMENTS + 1 }, () => query);

const REFUSED: readonly Refused[] = [
  { status: 401, body: { query, documents: [query] }, headers: {} },
  { status: 401, body: { query, documents: [query] }, headers: { 'x-api-key': 'none of ours' } },
  { status: 400, body: '{"query": ' },
  { status: 422, body: { documents: [query] } },
  { status: 422, body: { query, documents: [1] } },
  { status: 422, body: { query, documents: tooMany } },
  { status: 404, body: {}, path: '/v9/nothing' },
  { status: 405, method: 'GET' },
];

/** Sends a request that must be refused, and judges the refusal. */
export async function callRefused(scene: Scene, draws: Draws): Promise<void> {
  const { weather, findings } = scene;
  const refused = draws.oneOf(REFUSED);
  const told = `a request that is to be refused with ${refused.status}; faults: ${weather.now}`;
  const from = performance.now();
  try {
    const { status, text } = await send(scene, refused);
    findings.count('refusals', `${status}`);
    const isStopping = status === 503 && weather.isBad('gateway', from, performance.now());
    if (status !== refused.status && !isStopping) {
      findings.problem(`refused with ${status} instead of ${refused.status}`, told);
    }
    if (text.match(MARK)) findings.problem('a refusal with a text in it', told);
  } catch (error) {
    const code = codeOf(error);
    findings.count('refusals', code);
    if (!weather.isBad('gateway', from, performance.now())) {
      findings.problem(`no refusal (${code}) in fair weather`, told);
    }
  }
}

function send(
  { gateway, agent }: Scene,
  { body, headers, path = '/v2/rerank', method = 'POST' }: Refused,
): Promise<HttpAnswer> {
  const key = { authorization: `Bearer ${KEYS.north}` };
  return post(`${gateway}${path}`, {
    agent,
    method,
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: { 'content-type': 'application/json', ...(headers ?? key) },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}
