import Table from 'cli-table3';
import { plot, type Point } from 'simple-ascii-chart';
import type { TerminalStream } from '../terminal/command-context.ts';
import { PLAIN_TABLE } from '../terminal/plain-table.ts';
import type { LoadStep } from './load-step.ts';

const HEAD = [
  'callers',
  'cache',
  'requests/s',
  'pairs/s',
  'tokens/s',
  'p50 ms',
  'p95 ms',
  'p99 ms',
];
/** Requests of which percentiles mean something. */
const ENOUGH = 20;
const CHART = { width: 60, height: 10 };

/** Writes the steps as a table, and as a chart for the cache off and one for it on. */
export function writeLoad(steps: readonly LoadStep[], stdout: TerminalStream): void {
  const table = new Table({
    ...PLAIN_TABLE,
    head: [...HEAD, 'known', 'failed', 'requests'],
    colAligns: [
      'right',
      'left',
      ...Array.from({ length: HEAD.length + 1 }, () => 'right' as const),
    ],
  });
  for (const step of steps) {
    table.push([
      step.callers,
      step.cache,
      brief(step.requestsPerSecond),
      brief(step.pairsPerSecond),
      step.tokensPerSecond === null ? '-' : brief(step.tokensPerSecond),
      ...[step.latencyMs.p50, step.latencyMs.p95, step.latencyMs.p99].map(brief),
      `${Math.round(step.cacheHitRate * 100)} %`,
      step.failed,
      isSmall(step) ? `${step.requests}*` : `${step.requests} `,
    ]);
  }
  stdout.write(`${table.toString()}\n`);
  if (steps.some(isSmall)) {
    stdout.write(
      `* fewer than ${ENOUGH} requests, too few for percentiles; --seconds takes more\n`,
    );
  }
  for (const cache of ['off', 'on'] as const) {
    const line = steps.filter((step) => step.cache === cache);
    if (line.length > 1) stdout.write(chartOf(line, cache));
  }
}

function isSmall({ requests }: LoadStep): boolean {
  return requests < ENOUGH;
}

function chartOf(steps: readonly LoadStep[], cache: LoadStep['cache']): string {
  return plot(
    // Numbers of callers double from step to step, so that they are evenly far apart by their logarithm.
    steps.map(({ callers, pairsPerSecond }): Point => [
      Math.log2(callers),
      Math.round(pairsPerSecond),
    ]),
    {
      ...CHART,
      title: `pairs/s by callers, cache ${cache}`,
      yRange: [0, Math.max(...steps.map(({ pairsPerSecond }) => Math.ceil(pairsPerSecond)))],
      formatter: (value, { axis }) => (axis === 'x' ? Math.round(2 ** value) : value),
    },
  );
}

/** Three digits that count. */
function brief(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en', { useGrouping: false });
}
