/** Runs the benchmarks, or those named: `pnpm bench [name ...]`. Each file beside this one that exports `run` is one. */
import { readdir } from 'node:fs/promises';
import { machineInWords } from '@lb-rerank/evaluation';

interface Benchmark {
  run?: () => Promise<void>;
}

const asked = process.argv.slice(2);
const files = (await readdir(import.meta.dirname)).filter((file) => file.endsWith('.bench.ts'));
const names = files.map((file) => file.replace(/\.bench\.ts$/, ''));
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}; there are: ${names.join(', ')}`);
  process.exit(2);
}
// What is passed on means something by itself.
console.log(`pnpm bench ${asked.join(' ')}`.trimEnd());
console.log(`${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, ${machineInWords()}`);
for (const name of asked.length === 0 ? names : asked) {
  console.log(`\n# ${name}\n`);
  const { run } = (await import(`./${name}.bench.ts`)) as Benchmark;
  await run?.();
}
