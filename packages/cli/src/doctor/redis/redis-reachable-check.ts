import { variableOf } from '../../settings/setting-names.ts';
import type { Check } from '../check/check.ts';
import { connectionProblemOf } from '../check/connection-problem.ts';
import type { Finding } from '../check/finding.ts';
import type { RedisSubject } from './redis-subject.ts';

/** Checks that Redis or Valkey answers, and lets us in. */
export const redisReachableCheck: Check<RedisSubject> = {
  title: 'reachable',
  isFoundation: true,
  async run({ place, ask }) {
    let answer;
    try {
      answer = await ask();
    } catch (error) {
      return findingOf(error, place);
    }
    const { info, tookMs } = answer;
    const valkey = info.get('valkey_version');
    const product = valkey === undefined ? 'Redis' : 'Valkey';
    const version = valkey ?? info.get('redis_version');
    if (version === undefined) return findingOf(new Error('no version'), place);
    return { status: 'ok', says: `${product} ${version}, answers in ${tookMs.toFixed(0)} ms` };
  },
};

function findingOf(error: unknown, place: string): Finding {
  const problem = (says: string, remedy: string): Finding => ({
    status: 'problem',
    says: `${place} ${says}; meanwhile scores are not shared`,
    remedy,
  });
  const { code, remedy } = connectionProblemOf(error);
  if (code !== undefined) return problem(`cannot be reached (${code})`, remedy);
  const [refusal] = /^(WRONGPASS|NOAUTH|NOPERM)\b/.exec((error as Error).message) ?? [];
  if (refusal !== undefined) {
    const cure = 'give the user and password of one who may ask for INFO, and read and write';
    return problem(
      `answers ${refusal}`,
      `${cure}: redis://user:password@host:6379 in ${variableOf('redis')}`,
    );
  }
  return problem(
    'gives no answer of Redis',
    'see that Redis or Valkey listens there, and whether it wants TLS, which rediss:// asks for',
  );
}
