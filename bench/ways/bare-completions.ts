import { postBatches } from './post-batches.ts';
import type { Way } from './way.ts';

/** Posts rendered batches to a generating server, asking for exactly the seven digits, and does nothing else. */
export const bareCompletions = (url: string, model: string): Way =>
  postBatches(`${url}/v1/completions`, (prompt) => ({
    model,
    prompt,
    max_tokens: 1,
    temperature: 0,
    logprobs: 0,
    logprob_token_ids: [16, 17, 18, 19, 20, 21, 22],
    return_tokens_as_token_ids: true,
  }));
