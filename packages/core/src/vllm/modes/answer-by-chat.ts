import type { OpenAI } from 'openai';
import { BackendResponseError } from '../../errors/backend-response-error.ts';
import type { LevelProbabilities } from '../../score/level-probabilities.ts';
import type { Pair } from '../../scorer/pair-scorer.ts';
import type { VllmServer } from '../server/vllm-server.ts';
import { CARD_TOP_LOGPROBS, chatRequest } from './chat-request.ts';
import { alternativesIn, probabilitiesOfChat } from './probabilities-of-chat.ts';

/**
 * The value that vLLM 0.32 gives in place of probabilities that it lost: in a batch with requests of the mode `completions`.
 */
const LOST_LOGPROB = -9999;
const ATTEMPTS = 3;

/** The numbers that servers turned out to allow, so that each is asked for too many once only. */
const allowedTopLogprobs = new WeakMap<object, number>();

/**
 * Asks for one chat completion for one pair, one token long, and reads the levels' log probabilities.
 *
 * Where the level tokens are known, the server tells exactly these; else they are looked for among the top logprobs (source:
 * model card), and a level outside of them counts 0. Where the server caps them, the cap it names is used from then on; where it lost some,
 * it is asked again.
 *
 * @throws BackendOutputError when no level is among the logprobs or their mass is too small; BackendResponseError when the
 *   server loses some again and again.
 */
export async function answerByChat(
  server: VllmServer,
  pair: Pair,
  signal?: AbortSignal,
): Promise<LevelProbabilities> {
  const { connection, model, minMass, levelTokenIds } = server;
  const isExact = levelTokenIds !== undefined;
  const asked = isExact ? 0 : (allowedTopLogprobs.get(connection) ?? CARD_TOP_LOGPROBS);
  try {
    const completion = await wholeCompletion(server, pair, asked, signal);
    return probabilitiesOfChat(completion, {
      url: connection.url,
      modelId: model,
      minMass,
      needsAll: isExact,
    });
  } catch (error) {
    const cap = capNamedIn(error);
    if (cap === undefined || cap >= asked) throw error;
    allowedTopLogprobs.set(connection, cap);
    return answerByChat(server, pair, signal);
  }
}

async function wholeCompletion(
  { connection, model, levelTokenIds }: VllmServer,
  pair: Pair,
  topLogprobs: number,
  signal: AbortSignal | undefined,
): Promise<OpenAI.ChatCompletion> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const completion = await connection.post<OpenAI.ChatCompletion>(
      '/chat/completions',
      chatRequest(pair, { model, topLogprobs, levelTokenIds }),
      signal,
    );
    if (!alternativesIn(completion).some(({ logprob }) => logprob === LOST_LOGPROB)) {
      return completion;
    }
  }
  const problem =
    'loses probabilities of requests that come together with requests of another mode';
  throw new BackendResponseError({ url: connection.url, problem });
}

/** Finds the number of logprobs that a server allows: each words it in its own way, and all name the number. */
function capNamedIn(error: unknown): number | undefined {
  if (!(error instanceof BackendResponseError) || error.status !== 400) return undefined;
  const message = error.cause instanceof Error ? error.cause.message : '';
  if (!message.includes('logprobs')) return undefined;
  const numbers = [...message.matchAll(/\b\d{1,2}\b/g)].map(([digits]) => Number(digits));
  return numbers.findLast((number) => number > 0 && number < CARD_TOP_LOGPROBS);
}
