import { printable } from '../text/printable.ts';
import { BackendError } from './backend-error.ts';

/** An answer of the model that is no level, so that it is hardly the LB Reranker; see `minMass` of {@link createVllmScorer}. */
export class BackendOutputError extends BackendError {
  readonly code = 'backend_output' as const;

  /** The name of the model that the server runs. */
  readonly modelId: string;

  constructor({ url, modelId, problem }: { url: string; modelId: string; problem: string }) {
    super(url, `model ${modelId} ${problem}`);
    this.modelId = printable(modelId);
  }
}
