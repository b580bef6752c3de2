import { createVllmScorer, type Scorer } from '@lb-rerank/core';
import { createLocalScorer } from '@lb-rerank/local';

/** The model that reads the candidates, and what is known about it. */
export interface SecondStage extends AsyncDisposable {
  readonly scorer: Scorer;
  /** The server's address, or the model file. */
  readonly location: string;
  /** Whether it is the bundled stand-in and not the LB Reranker. */
  readonly isStandIn: boolean;
}

/** The model behind `LB_RERANK_URL` where that is set, else the one inside this process. */
export async function openSecondStage({
  LB_RERANK_URL: baseURL,
  LB_RERANK_VLLM_MODEL: model,
}: NodeJS.ProcessEnv): Promise<SecondStage> {
  if (baseURL) {
    const scorer = createVllmScorer({ baseURL, model: model || undefined });
    // A server that is away is told of by what it is asked next.
    const kind = await scorer.findModelKind?.().catch(() => undefined);
    return {
      scorer,
      location: baseURL,
      isStandIn: kind === 'stand-in',
      [Symbol.asyncDispose]: async () => {},
    };
  }
  const scorer = await createLocalScorer();
  return {
    scorer,
    location: scorer.modelPath,
    isStandIn: scorer.isStandIn,
    [Symbol.asyncDispose]: () => scorer.close(),
  };
}
