import { DEFAULT_MODEL } from '@lb-rerank/core';
import type { Check } from '../check/check.ts';
import type { ServerSubject } from './server-subject.ts';

/** Checks that the model asked for is among those that are served. */
export const modelCheck: Check<ServerSubject> = {
  title: 'model',
  isFoundation: true,
  async run({ models, modelId, settings }) {
    const served = await models();
    const asked = await modelId();
    const found = served.find(({ id }) => id === asked);
    const names = served.map(({ id }) => id).join(', ') || 'nothing';
    if (found === undefined) {
      return {
        status: 'problem',
        says: `serves ${names}, and not ${asked}`,
        remedy: 'name one of them with --vllm-model, or start the server with --served-model-name',
      };
    }
    const { root } = found;
    const origin = root && root !== asked ? `, from ${root}` : '';
    if (served.length > 1 && settings.vllmModel === undefined && asked !== DEFAULT_MODEL) {
      return {
        status: 'warning',
        says: `serves ${names}, of which none has the LB Reranker's name; ${asked} is asked as the first${origin}`,
        remedy: 'name the LB Reranker with --vllm-model',
      };
    }
    return { status: 'ok', says: `${asked}${origin}` };
  },
};
