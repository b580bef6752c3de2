import type { Check } from '../check/check.ts';
import type { ModelSubject } from './model-subject.ts';

/**
 * Checks that there is a model file, and that it holds the LB Reranker. Loading it checks vocabulary, digits and
 * mass.
 */
export const modelFileCheck: Check<ModelSubject> = {
  title: 'model file',
  isFoundation: true,
  async run({ open }) {
    const { location } = await open();
    return {
      status: 'ok',
      says: `${location} loads; each of the answers 1 to 7 is one token, and together they have the mass`,
    };
  },
};
