import { setTimeout as delay } from 'node:timers/promises';
import type { World } from '../parts/open-world.ts';
import type { Draws } from '../random/draws.ts';
import type { Fault } from './fault.ts';
import { fullDisk, machineFaults } from './machine-faults.ts';
import { networkFaults } from './network-faults.ts';
import { processFaults } from './process-faults.ts';
import type { Weather } from './weather.ts';

const TWO_AT_ONCE = 0.3;
const [SHORTEST_MS, LONGEST_MS] = [300, 8000];

/** A fault, and how long it goes on. */
export interface Spell {
  readonly fault: Fault;
  readonly durationMs: number;
}

/** Draws one fault, or two at different places at once. */
export function drawEpisode(world: World, draws: Draws): readonly Spell[] {
  const spells: Spell[] = [];
  const wanted = draws.isLucky(TWO_AT_ONCE) ? 2 : 1;
  while (spells.length < wanted) {
    const machine = world.disk === undefined ? machineFaults : [...machineFaults, fullDisk];
    const kind = draws.oneOf(draws.oneOf([networkFaults, processFaults, machine]));
    const spell = {
      fault: kind(world, draws),
      durationMs: draws.between(SHORTEST_MS, LONGEST_MS),
    };
    if (!spells.some(({ fault }) => fault.place === spell.fault.place)) spells.push(spell);
  }
  return spells;
}

/** Lets an episode happen; resolves once all is as it was. */
export async function undergo(
  spells: readonly Spell[],
  weather: Weather,
  onProblem: (problem: string) => void,
): Promise<void> {
  const models = spells.filter(({ fault: { notices } }) => notices.includes('models'));
  await Promise.all(
    spells.map(async ({ fault, durationMs }) => {
      const isHidden = models.length === 1 && fault.isHiddenByOther === true;
      const notices = fault.notices.filter((notice) => !(isHidden && notice === 'models'));
      const over = weather.begin(fault.name, fault.place, notices);
      await fault.begin().catch(({ message }: Error) => onProblem(message));
      await delay(durationMs);
      await fault.end();
      over();
    }),
  );
}
