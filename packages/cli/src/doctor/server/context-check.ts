import type { Check } from '../check/check.ts';
import type { ServerSubject } from './server-subject.ts';

/** The length that the model was trained to (source: model card). */
const TRAINED_TOKENS = 8192;

/** Finds the longest prompt that the server takes. */
export const contextCheck: Check<ServerSubject> = {
  title: 'context',
  async run({ models, modelId }) {
    const asked = await modelId();
    const limit = (await models()).find(({ id }) => id === asked)?.max_model_len;
    if (typeof limit !== 'number') {
      return {
        status: 'skipped',
        says: `the server does not tell; ${TRAINED_TOKENS} tokens are assumed`,
      };
    }
    const says = `${limit} tokens for a query and a passage together`;
    if (limit < TRAINED_TOKENS) {
      return {
        status: 'ok',
        says: `${says}; what is longer is cut, and --max-model-len ${TRAINED_TOKENS} would let it be read`,
      };
    }
    return { status: 'ok', says };
  },
};
