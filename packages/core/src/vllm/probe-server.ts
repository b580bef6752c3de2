import { BackendOutputError } from '../errors/backend-output-error.ts';
import { SERVE_THE_LB_RERANKER } from '../errors/remedies.ts';
import { BackendResponseError } from '../errors/backend-response-error.ts';
import type { OpenaiConnection } from '../http/openai-connection.ts';
import { unlessRefused } from '../http/unless-refused.ts';
import { DEFAULT_MODEL } from './default-model.ts';
import { answerByChat } from './modes/answer-by-chat.ts';
import { answerByClassify } from './modes/answer-by-classify.ts';
import { answerByCompletions } from './modes/answer-by-completions.ts';
import { GOLDEN_PAIRS } from '../model-kind/golden-pairs.ts';
import type { Pair } from '../scorer/pair-scorer.ts';
import { ownTokenizer } from './server/own-tokenizer.ts';
import type { VllmMode, VllmServer } from './server/vllm-server.ts';

/** A pair that shows whether a way is open, and by its answer which model is there. */
export const PROBE: Pair = GOLDEN_PAIRS[0]!;

interface ServedModel {
  readonly id: string;
  readonly max_model_len?: number;
  /** Of vLLM: the repository or folder that the weights come from. */
  readonly root?: string;
  /** Of llama.cpp: the facts of its model file. */
  readonly meta?: { readonly n_params?: number; readonly size?: number };
}

interface ModelsResponse {
  readonly data?: readonly ServedModel[];
}

/** The choices of the user; the rest is asked of the server. */
export interface ProbeOptions {
  readonly model?: string | undefined;
  readonly mode: VllmMode | 'auto';
  readonly minMass?: number | undefined;
}

/**
 * Asks a server which model it has and which is the fastest exact way to it.
 *
 * @throws BackendError when it cannot be reached or answers none of the ways.
 */
export async function probeServer(
  connection: OpenaiConnection,
  { model, mode, minMass }: ProbeOptions,
): Promise<VllmServer> {
  const server = await readServer(connection, model, minMass);
  if (mode === 'auto') return findFastestMode(server);
  if (mode === 'chat') return findExactChat(server);
  const levelTokenIds = mode === 'completions' ? await readLevelTokenIds(server) : undefined;
  return { ...server, mode, levelTokenIds };
}

/** Reads what tells a model's weights apart from others of the same name, as far as the server tells. */
function revisionOf({ id, root, meta }: ServedModel): string | undefined {
  if (meta?.size !== undefined) return `${meta.n_params ?? '?'} parameters, ${meta.size} bytes`;
  return root === id ? undefined : root;
}

/** Finds whether the chat API tells the log probabilities of exactly the levels, or the card's way is to be taken. */
async function findExactChat(server: VllmServer): Promise<VllmServer> {
  const levelTokenIds = await unlessRefused(readLevelTokenIds(server));
  if (levelTokenIds === undefined) return withoutTokenizer(server);
  const exact: VllmServer = { ...server, levelTokenIds };
  const probed = await unlessRefused(answerByChat(exact, PROBE));
  return probed === undefined ? server : { ...exact, probed };
}

async function readServer(
  connection: OpenaiConnection,
  model: string | undefined,
  minMass: number | undefined,
): Promise<VllmServer> {
  const served = await unlessRefused(connection.get<ModelsResponse>('/models'));
  const models = served?.data ?? [];
  const found = models.find(({ id }) => id === (model ?? DEFAULT_MODEL)) ?? models[0];
  return {
    connection,
    // A name that was given is used even if it is not served: the server's own error then says so.
    model: model ?? found?.id ?? DEFAULT_MODEL,
    revision: found && revisionOf(found),
    probed: undefined,
    mode: 'chat',
    contextTokens: found?.max_model_len,
    levelTokenIds: undefined,
    minMass,
  };
}

/** Has the tokenizer loaded that is to count in place of the server's. */
function withoutTokenizer(server: VllmServer): VllmServer {
  ownTokenizer();
  return server;
}

async function findFastestMode(server: VllmServer): Promise<VllmServer> {
  const pairs = [PROBE];
  const classified = await unlessRefused(answerByClassify(server, { pairs }));
  if (classified !== undefined) return { ...server, mode: 'classify', probed: classified[0] };
  const levelTokenIds = await unlessRefused(readLevelTokenIds(server));
  if (levelTokenIds === undefined) return withoutTokenizer(server);
  const byCompletions: VllmServer = { ...server, mode: 'completions', levelTokenIds };
  const completed = await unlessRefused(answerByCompletions(byCompletions, { pairs }));
  return completed === undefined ? server : { ...byCompletions, probed: completed[0] };
}

/**
 * Asks for the level tokens in the server's own vocabulary. @throws BackendOutputError when a level is not one token there.
 */
async function readLevelTokenIds({ connection, model }: VllmServer): Promise<number[]> {
  const { tokens } = await connection.postAtRoot<{ tokens?: number[] }>('/tokenize', {
    model,
    prompt: '1234567',
    add_special_tokens: false,
  });
  // llama.cpp has a `/tokenize` of another kind, which reads another field and finds no text.
  if (!tokens?.length) {
    const problem =
      "has no `/tokenize` of vLLM's kind, which the mode `completions` needs: use the mode `chat`, or `auto`";
    throw new BackendResponseError({ url: connection.url, problem });
  }
  if (tokens.length !== 7) {
    const problem = 'does not write each of the levels 1 to 7 as one token';
    throw new BackendOutputError({
      url: connection.url,
      modelId: model,
      problem,
      remedy: SERVE_THE_LB_RERANKER,
    });
  }
  return tokens;
}
