import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Findings } from './checks/findings.ts';
import { problemsOfHoldings, readHoldings } from './checks/holdings.ts';
import { problemsOfLog } from './checks/problems-of-log.ts';
import { timeToRecover } from './load/time-to-recover.ts';
import { drawEpisode, undergo } from './faults/draw-episode.ts';
import { watchMachine } from './faults/watch-machine.ts';
import { RECOVERY_MS, Weather } from './faults/weather.ts';
import type { Scene } from './load/call-gateway.ts';
import { createSearcher } from './load/create-searcher.ts';
import { startLoad } from './load/start-load.ts';
import { MODES } from './parts/create-model.ts';
import { openWorld } from './parts/open-world.ts';
import { drawsOf } from './random/draws.ts';

/** A run: what it draws, for how long, and where it tells of it. */
export interface Run {
  readonly seed: number;
  readonly minutes: number;
  readonly print: (line: string) => void;
}

const WARM_UP_MS = 10_000;
/** The time after each recovery in which everything must go well, in milliseconds. */
const FAIR_MS = 1500;

/** Hits everything for some minutes, and resolves to what was found. */
export async function runChaos({ seed, minutes, print }: Run): Promise<Findings> {
  const draws = drawsOf(seed);
  const findings = new Findings();
  const weather = new Weather();
  const mode = draws.oneOf(MODES);
  await using world = await openWorld(mode);
  print(`seed ${seed}, ${minutes} min; the models are stand-ins for vLLM, in the mode ${mode}`);
  if (world.disk === undefined) print('no fault "full disk": this user may not mount a small one');

  const steered = [world.gateway, ...world.models];
  const gateway = `http://${world.links.callers.host}`;
  using machine = watchMachine(() => [process.pid, ...steered.map(({ pid }) => pid)], weather);
  const scene: Scene = { gateway, agent: new Agent({ keepAlive: true }), weather, findings };
  const searcher = createSearcher(world, scene);
  for (const part of steered) {
    void part.died.then((line) => findings.problem(line, `faults: ${weather.now}`));
  }
  const load = startLoad(scene, searcher, draws.apart());
  const atRest = async () => {
    await load.pause();
    scene.agent.destroy();
    return readHoldings(world.gateway, gateway);
  };
  await delay(WARM_UP_MS);
  const before = await atRest();
  load.resume();

  const faults = draws.apart();
  const endAt = performance.now() + minutes * 60_000;
  while (performance.now() < endAt) {
    const spells = drawEpisode(world, faults);
    const names = spells.map(({ fault }) => `${fault.place}: ${fault.name}`).join(' + ');
    for (const { fault } of spells) findings.count('faults', `${fault.kind} (${fault.place})`);
    await undergo(spells, weather, (problem) => findings.problem(problem, names));
    const waitedBefore = machine.waitedMs;
    const tookMs = Math.round(await timeToRecover(scene, searcher));
    const waitedMs = Math.round(machine.waitedMs - waitedBefore);
    const recovered = `recovered after ${tookMs} ms, ${waitedMs} ms of waits for a processor`;
    print(`  ${names}: ${recovered}`);
    findings.recovery(tookMs);
    if (tookMs - waitedMs > RECOVERY_MS) findings.problem(recovered, names);
    await delay(RECOVERY_MS + FAIR_MS);
  }

  const after = await atRest();
  print(`the machine was too busy to judge times in ${machine.starvedPercent} % of the run`);
  print(`held before: ${JSON.stringify(before)}`);
  print(`held after: ${JSON.stringify(after)}`);
  for (const problem of problemsOfHoldings(before, after)) findings.problem(problem, 'at the end');
  const exitCode = await world.gateway.stop();
  if (exitCode !== 0) findings.problem(`the gateway, asked to stop, ended with ${exitCode}`, '');
  for (const problem of await problemsOfLog(world.logFile)) findings.problem(problem, 'at the end');
  return findings;
}
