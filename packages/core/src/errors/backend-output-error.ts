import { printable } from '../text/printable.ts';
import { BackendError } from './backend-error.ts';

/** An answer of the model that is no level, so that it is hardly the LB Reranker; see `minMass` of {@link createVllmScorer}. */
export class BackendOutputError extends BackendError {
  readonly code = 'backend_output' as const;

  /** The name of the model that the server runs. */
  readonly modelId: string;

  /** @param remedy what to do about it, if `problem` does not say so. */
  constructor({
    url,
    modelId,
    problem,
    remedy,
  }: {
    url: string;
    modelId: string;
    problem: string;
    remedy?: string;
  }) {
    super(url, `model ${modelId} ${problem}`, { remedy });
    this.modelId = printable(modelId);
  }
}
