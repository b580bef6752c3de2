/**
 * Hits the gateway, its models, Redis and Elasticsearch with random faults under load, and checks every answer:
 * `pnpm chaos [--minutes 10] [--seed n]`. Exit code 1 says that an invariant did not hold, and 2 that an argument is wrong.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runChaos } from './run-chaos.ts';

const LARGEST_SEED = 2 ** 31 - 1;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: `${randomInt(LARGEST_SEED)}` },
  },
});
const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
if (!(minutes > 0) || !Number.isInteger(seed)) {
  console.error('--minutes takes a positive number, --seed a whole one');
  process.exit(2);
}
const print = (line: string) => console.log(line);
const findings = await runChaos({ seed, minutes, print });
for (const line of findings.counts) print(line);
for (const problem of findings.problems) print(`BROKEN ${problem}`);
print(
  findings.isClean
    ? `All invariants held; seed ${seed}.`
    : `Invariants did not hold: again by \`pnpm chaos --seed ${seed} --minutes ${minutes}\`.`,
);
process.exit(findings.isClean ? 0 : 1);
