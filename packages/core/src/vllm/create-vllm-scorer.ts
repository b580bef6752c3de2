import pLimit from 'p-limit';
import { requireScoreRequest } from '../arguments/require-score-request.ts';
import { BackendConnectionError } from '../errors/backend-connection-error.ts';
import { BackendResponseError } from '../errors/backend-response-error.ts';
import { OpenaiConnection } from '../http/openai-connection.ts';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import type { Pair, PairScorer, PairScoreRequest } from '../scorer/pair-scorer.ts';
import type { PromptLimits } from '../scorer/prompt-limits.ts';
import { printable } from '../text/printable.ts';
import { failTogether } from '../time/fail-together.ts';
import { untilAborted } from '../time/until-aborted.ts';
import { DEFAULT_MODEL } from './default-model.ts';
import { answerByChat } from './modes/answer-by-chat.ts';
import { answerByClassify } from './modes/answer-by-classify.ts';
import { answerByCompletions } from './modes/answer-by-completions.ts';
import { modelKindOfServer } from './model-kind-of-server.ts';
import { probeServer } from './probe-server.ts';
import { requireVllmOptions, type VllmScorerOptions } from './vllm-scorer-options.ts';
import { countTokens } from './server/count-tokens.ts';
import type { VllmMode, VllmServer } from './server/vllm-server.ts';

/** The LB Reranker behind a server, as {@link createVllmScorer} makes it. */
export interface VllmScorer extends PairScorer {
  /** The way that the server is asked; undefined until it was asked for the first time. */
  readonly mode: VllmMode | undefined;
  readonly limits: PromptLimits;
}

/** vLLM's own context where it does not tell; the model was trained to 8,192 tokens (source: model card). */
const TRAINED_CONTEXT_TOKENS = 8192;

/**
 * Makes a scorer on the LB Reranker under vLLM, or on another server with the OpenAI API.
 *
 * Nothing is asked until the first score. Then the server says which model it has, how long prompts may be, and, in the
 * mode `auto`, which is the fastest exact way; after a lost connection it is asked again. The fastest way, about twice as
 * fast as the others and with the same scores, is a server of its own kind:
 *
 *     vllm serve lightblue/lb-reranker-0.5B-v1.0 --runner pooling --convert classify --hf-overrides
 *       '{"architectures":["Qwen2ForSequenceClassification"],"classifier_from_token":["1","2","3","4","5","6","7"],"method":"no_post_processing"}'
 *
 * @throws InvalidRequestError when `baseURL` is no HTTP address or holds a password, or a number is out of its range.
 *
 * @example
 * ```ts
 * import { createVllmScorer, expectedScore } from '@lb-rerank/core';
 *
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const answers = await scorer.score({
 *   query: 'What is the scientific name of apples?',
 *   passages: ['Apples are red.', 'The scientific name of the apple is Malus domestica.'],
 * });
 * const [red, malus] = answers.map(expectedScore);
 * console.log(malus! > red!); // true
 * ```
 */
export function createVllmScorer(options: VllmScorerOptions): VllmScorer {
  requireVllmOptions(options);
  const { mode = 'auto', model, minMass, maxPairsPerRequest = 64, maxRequestsInFlight } = options;
  const connection = new OpenaiConnection(options);
  const inTurn = {
    chat: pLimit(maxRequestsInFlight ?? 64),
    batch: pLimit(maxRequestsInFlight ?? 4),
  };
  let known: VllmServer | undefined;
  /**
   * The server's last account of itself, also while it is away: scores are kept under its model's name and revision, neighbours are
   * compared with them, and passages whose scores are known are cut to its context.
   */
  let last: VllmServer | undefined;
  let revision = options.revision;
  let asking: Promise<VllmServer> | undefined;

  /** Callers that come together ask once, and one caller's abort does not take the answer from the others. */
  async function askServer(signal?: AbortSignal): Promise<VllmServer> {
    if (known !== undefined) return known;
    asking ??= probeServer(connection, { model, mode, minMass })
      .then((server) => {
        revision = options.revision ?? (server.revision && printable(server.revision));
        return (known = last = server);
      })
      .finally(() => (asking = undefined));
    return untilAborted(asking, signal);
  }

  async function scorePairs({ pairs, signal }: PairScoreRequest) {
    signal?.throwIfAborted();
    if (pairs.length === 0) return [];
    const server = await askServer(signal);
    try {
      return await failTogether(signal, (ended) => answersOf(server, pairs, ended));
    } catch (error) {
      if (isOfAnotherServer(error)) known = undefined;
      throw error;
    }
  }

  async function answersOf(
    server: VllmServer,
    pairs: readonly Pair[],
    signal: AbortSignal,
  ): Promise<LevelProbabilities[]> {
    if (server.mode === 'chat') {
      return Promise.all(
        pairs.map((pair) => inTurn.chat(() => answerByChat(server, pair, signal))),
      );
    }
    const answer = server.mode === 'classify' ? answerByClassify : answerByCompletions;
    const batches = Array.from(
      { length: Math.ceil(pairs.length / maxPairsPerRequest) },
      (_, batch) => pairs.slice(batch * maxPairsPerRequest, (batch + 1) * maxPairsPerRequest),
    );
    const answers = await Promise.all(
      batches.map((batch) => inTurn.batch(() => answer(server, { pairs: batch, signal }))),
    );
    return answers.flat();
  }

  return {
    get modelId() {
      return printable(model ?? last?.model ?? DEFAULT_MODEL);
    },
    location: connection.url,
    get mode() {
      return known?.mode;
    },
    get revision() {
      return revision;
    },
    async identify(signal) {
      await askServer(signal);
    },
    endsByItself: true,
    findModelKind: async (signal) =>
      modelKindOfServer(await askServer(signal), (pair) => scorePairs({ pairs: [pair], signal })),
    limits: {
      contextTokens: async (signal) =>
        (last ?? (await askServer(signal))).contextTokens ?? TRAINED_CONTEXT_TOKENS,
      countTokens: async (text, signal) =>
        countTokens(last ?? (await askServer(signal)), text, signal),
      refusesTooLong: true,
    },
    scorePairs,
    async score(request) {
      requireScoreRequest(request);
      const { query, passages, signal } = request;
      return scorePairs({ pairs: passages.map((passage) => ({ query, passage })), signal });
    },
  };
}

/** Tells whether the server may come back with another model or in another mode after an error. */
function isOfAnotherServer(error: unknown): boolean {
  return (
    error instanceof BackendConnectionError ||
    (error instanceof BackendResponseError && error.status === 404)
  );
}
