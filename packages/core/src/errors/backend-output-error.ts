import { BackendError } from './backend-error.ts';

/** The model answered with something other than a level, so it is hardly the LB Reranker. */
export class BackendOutputError extends BackendError {
  readonly code = 'backend_output' as const;

  /** The name of the model that the server runs. */
  readonly modelId: string;

  constructor({ url, modelId, problem }: { url: string; modelId: string; problem: string }) {
    super(url, `model ${modelId} ${problem}`);
    this.modelId = modelId;
  }
}
