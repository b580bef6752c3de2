import { postBatches } from './post-batches.ts';
import type { Way } from './way.ts';

/** Posts rendered batches to a server with the seven-label head, and does nothing else. */
export const bareLoop = (url: string, model: string): Way =>
  postBatches(`${url}/classify`, (input) => ({ model, input }));
