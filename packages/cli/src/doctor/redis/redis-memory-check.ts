import type { Check } from '../check/check.ts';
import type { RedisSubject } from './redis-subject.ts';

const REMEDY = 'set maxmemory, and maxmemory-policy allkeys-lru, in its configuration';

/** Checks that a full Redis forgets what was not asked for longest, where it tells. */
export const redisMemoryCheck: Check<RedisSubject> = {
  title: 'memory',
  async run({ ask }) {
    const { info } = await ask();
    const [limit, policy] = [info.get('maxmemory'), info.get('maxmemory_policy')];
    if (limit === undefined || policy === undefined) {
      return { status: 'skipped', says: 'it does not tell what it may take' };
    }
    if (limit === '0') {
      const says =
        'no maxmemory: scores fill the memory of its machine for as long as they are kept';
      return { status: 'warning', says, remedy: REMEDY };
    }
    const says = `at most ${(Number(limit) / 1e6).toFixed(0)} MB, policy ${policy}`;
    // A score has an end, so the policies that forget only what has one serve as well.
    if (policy !== 'noeviction') return { status: 'ok', says };
    return {
      status: 'warning',
      says: `${says}: a full one takes no further score`,
      remedy: REMEDY,
    };
  },
};
