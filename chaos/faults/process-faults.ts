import type { Part } from '../parts/part.ts';
import type { World } from '../parts/open-world.ts';
import { MISBEHAVIOURS } from '../orders/misbehaviour.ts';
import type { FaultKind, Notice, Place } from './fault.ts';

type PartPlace = Exclude<Place, 'callers'>;

const NOTICES: Readonly<Record<PartPlace, readonly Notice[]>> = {
  gateway: ['gateway'],
  'first model': ['models'],
  'second model': ['models'],
  redis: [],
  elasticsearch: ['engine'],
};
const STEERED = ['gateway', 'first model', 'second model'] as const;
const MODELS = ['first model', 'second model'] as const;

/** The troubles of processes: death, a standstill, an end that was asked for, and wrong answers. */
export const processFaults: readonly FaultKind[] = [
  function killed(world, draws) {
    const place = draws.oneOf(Object.keys(NOTICES) as PartPlace[]);
    const part: Part = partAt(world, place);
    const named = { name: 'kill -9', kind: 'kill -9', place, notices: NOTICES[place] };
    return {
      ...named,
      isHiddenByOther: true,
      begin: () => part.kill(),
      end: () => part.start(),
    };
  },
  function frozen(world, draws) {
    const place = draws.oneOf(STEERED);
    const part = partAt(world, place);
    const named = { name: 'standstill', kind: 'standstill', place, notices: NOTICES[place] };
    return {
      ...named,
      begin: async () => part.freeze(),
      end: async () => part.thaw(),
    };
  },
  function stopped(world, draws) {
    const place = draws.oneOf(STEERED);
    const part = partAt(world, place);
    return {
      name: 'asked to stop',
      kind: 'asked to stop',
      place,
      notices: NOTICES[place],
      isHiddenByOther: true,
      async begin() {
        const end = await part.stop();
        if (end !== 0) throw new Error(`the ${place}, asked to stop, ended with ${end}`);
      },
      end: () => part.start(),
    };
  },
  function wrong(world, draws) {
    const place = draws.oneOf(MODELS);
    const part = partAt(world, place);
    const way = draws.oneOf(MISBEHAVIOURS);
    return {
      name: `answers with ${way}`,
      kind: 'wrong answers',
      place,
      notices: NOTICES[place],
      begin: async () => part.order({ do: 'answer wrongly', way }),
      end: async () => part.order({ do: 'answer wrongly', way: undefined }),
    };
  },
];

function partAt<P extends PartPlace>(
  { gateway, models, redis, elasticsearch }: World,
  place: P,
): {
  gateway: World['gateway'];
  'first model': World['gateway'];
  'second model': World['gateway'];
  redis: World['redis'];
  elasticsearch: World['elasticsearch'];
}[P] {
  return {
    gateway,
    'first model': models[0],
    'second model': models[1],
    redis,
    elasticsearch,
  }[place];
}
