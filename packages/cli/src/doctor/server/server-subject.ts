import {
  createVllmScorer,
  DEFAULT_MODEL,
  type LevelProbabilities,
  type VllmScorer,
} from '@lb-rerank/core';
import { OpenaiConnection } from '@lb-rerank/core/backend';
import type { Settings } from '../../settings/settings-schema.ts';
import { vllmOptionsOf } from '../../settings/vllm-options-of.ts';
import { once } from '../check/once.ts';
import { scoreGoldenPairs } from '../model/score-golden-pairs.ts';

/** A model as the server lists it. */
interface ServedModel {
  readonly id: string;
  /** The origin of its weights; undefined if the server does not tell. */
  readonly root?: string | null;
  readonly max_model_len?: number | null;
  /** Of a gateway of ours, which holds no model itself. */
  readonly lb_rerank?: unknown;
}

/** A server that is examined; what several checks need is asked once. */
export interface ServerSubject {
  readonly settings: Settings;
  readonly connection: OpenaiConnection;
  readonly scorer: VllmScorer;
  readonly signal: AbortSignal;
  readonly models: () => Promise<readonly ServedModel[]>;
  /** The name of the model that is asked, be it served or not. */
  readonly modelId: () => Promise<string>;
  readonly goldenAnswers: () => Promise<readonly LevelProbabilities[]>;
}

/** Gets a server ready to be examined; nothing is asked yet. @throws InvalidRequestError as `createVllmScorer` does. */
export function serverSubject(
  baseURL: string,
  settings: Settings,
  signal: AbortSignal,
): ServerSubject {
  const options = vllmOptionsOf(settings, baseURL);
  const connection = new OpenaiConnection(options);
  const scorer = createVllmScorer(options);
  const models = once(async () => {
    const { data } = await connection.get<{ data?: readonly ServedModel[] }>('/models', signal);
    return Array.isArray(data) ? (data as readonly ServedModel[]) : [];
  });
  return {
    settings,
    connection,
    scorer,
    signal,
    models,
    async modelId() {
      const served = (await models()).map(({ id }) => id);
      if (settings.vllmModel !== undefined) return settings.vllmModel;
      return served.includes(DEFAULT_MODEL) ? DEFAULT_MODEL : (served[0] ?? DEFAULT_MODEL);
    },
    goldenAnswers: once(() => scoreGoldenPairs(scorer, signal)),
  };
}
