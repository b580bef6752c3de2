import type { OpenAI } from 'openai';
import { BackendOutputError } from '../errors/backend-output-error.ts';
import { BackendResponseError } from '../errors/backend-response-error.ts';
import { promptMessages } from '../prompt/prompt.ts';
import { checkedProbabilities } from '../score/checked-probabilities.ts';
import { LEVELS, type LevelProbabilities } from '../score/level-probabilities.ts';
import type { Pair } from '../scorer/pair-scorer.ts';
import type { VllmServer } from './vllm-server.ts';

/** As many alternatives as the card asks for: the seven levels are among them whenever they matter. */
const CARD_TOP_LOGPROBS = 14;

/** What servers turned out to allow, so that each is asked for too many once only. */
const allowedTopLogprobs = new WeakMap<object, number>();

/**
 * One chat completion for one pair, one token long, read from its top logprobs (source: model card).
 *
 * A level outside of them counts 0. Where the server caps them, the cap it names is used from then on.
 *
 * @throws BackendOutputError when no level is among the logprobs or their mass is too small.
 */
export async function answerByChat(
  server: VllmServer,
  pair: Pair,
  signal?: AbortSignal,
): Promise<LevelProbabilities> {
  const { connection, model, minMass } = server;
  const asked = allowedTopLogprobs.get(connection) ?? CARD_TOP_LOGPROBS;
  try {
    const completion = await connection.post<OpenAI.ChatCompletion>(
      '/chat/completions',
      {
        model,
        messages: promptMessages(pair.query, pair.passage),
        max_tokens: 1,
        temperature: 0,
        logprobs: true,
        top_logprobs: asked,
      },
      signal,
    );
    return checkedProbabilities(levelProbabilitiesOf(completion, server), {
      url: connection.url,
      modelId: model,
      minMass,
    });
  } catch (error) {
    const cap = capNamedIn(error);
    if (cap === undefined || cap >= asked) throw error;
    allowedTopLogprobs.set(connection, cap);
    return answerByChat(server, pair, signal);
  }
}

/** Servers word it each in their own way; all name the number of logprobs that they allow. */
function capNamedIn(error: unknown): number | undefined {
  if (!(error instanceof BackendResponseError) || error.status !== 400) return undefined;
  const message = error.cause instanceof Error ? error.cause.message : '';
  if (!message.includes('logprobs')) return undefined;
  const numbers = [...message.matchAll(/\b\d{1,2}\b/g)].map(([digits]) => Number(digits));
  return numbers.findLast((number) => number > 0 && number < CARD_TOP_LOGPROBS);
}

function levelProbabilitiesOf(
  completion: OpenAI.ChatCompletion,
  { connection, model }: VllmServer,
): number[] {
  const alternatives = completion.choices?.[0]?.logprobs?.content?.[0]?.top_logprobs ?? [];
  const logprobs = new Map(alternatives.map(({ token, logprob }) => [token, logprob]));
  if (!LEVELS.some((level) => logprobs.has(`${level}`))) {
    const problem = 'answers with none of the levels 1 to 7';
    throw new BackendOutputError({ url: connection.url, modelId: model, problem });
  }
  return LEVELS.map((level) => Math.exp(logprobs.get(`${level}`) ?? -Infinity));
}
