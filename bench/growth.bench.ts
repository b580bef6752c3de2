import type { Growth } from './growth/growth.ts';
import { lines } from './growth/lines.ts';
import { caches, callers, endpoints, windows } from './growth/searches.ts';

const ROUNDS = 5;
/** As much more as one unit may cost at ten times the size. */
const MOST = 1.3;

/** The cost of a unit as things grow tenfold, all sizes in turn. @throws Error where one costs more than 1.3 times as much. */
export async function run(): Promise<void> {
  const grown: string[] = [];
  for (const growth of [windows, callers, endpoints, caches, lines]) {
    const costs = await measureCosts(growth);
    for (const [n, { size, microseconds }] of costs.entries()) {
      const before = costs[n - 1];
      // Sizes are about ten times each other: between them the bound is as far as they are.
      const most = before && MOST ** Math.log10(size / before.size);
      const ratio = before && microseconds / before.microseconds;
      const told =
        ratio === undefined ? '' : `   ${ratio.toFixed(2)} (at most ${most!.toFixed(2)})`;
      const what = n === 0 ? growth.what : '';
      console.log(
        `${what.padEnd(44)} n = ${String(size).padStart(9)}   ${microseconds.toFixed(1).padStart(8)} µs${told}`,
      );
      if (ratio !== undefined && ratio > most!) grown.push(`${growth.what} at n = ${size}`);
    }
  }
  if (grown.length > 0) throw new Error(`these cost more as they grow: ${grown.join('; ')}`);
}

async function measureCosts({ sizes, costOf }: Growth) {
  // What is compiled for the first time takes its time.
  await costOf(sizes[0]!);
  const rounds: number[][] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const costs: number[] = [];
    for (const size of sizes) costs.push(await costOf(size));
    rounds.push(costs);
  }
  // Other work on the machine makes some rounds look worse, and none better.
  return sizes.map((size, n) => ({
    size,
    microseconds: Math.min(...rounds.map((costs) => costs[n]!)),
  }));
}
