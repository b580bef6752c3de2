import { probabilityMass } from '@lb-rerank/core/backend';
import type { Check } from '../check/check.ts';
import type { ServerSubject } from './server-subject.ts';

/** Checks that the model answers with 1 to 7, and hardly with anything else. */
export const massCheck: Check<ServerSubject> = {
  title: 'mass',
  isFoundation: true,
  async run({ scorer, goldenAnswers }) {
    const masses = (await goldenAnswers()).map(probabilityMass);
    if (scorer.mode === 'classify') {
      return { status: 'skipped', says: 'a seven-label head knows no other answers than 1 to 7' };
    }
    const percent = Math.min(...masses, 1) * 100;
    return {
      status: 'ok',
      says: `the answers 1 to 7 have ${percent.toFixed(2)} % of the probability or more`,
    };
  },
};
