import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderPrompt } from '@lb-rerank/core';
import { createLocalScorer } from '@lb-rerank/local';
import { getLlama, LlamaLogLevel } from 'node-llama-cpp';
import { freshWindows, type Window } from './fresh-windows.ts';
import { median } from './median.ts';
import { printRatio } from './print-ratio.ts';
import { QWEN_05B, writeRandomGguf } from './write-random-gguf.ts';

const MINI_MODEL = join(import.meta.dirname, '../packages/local/models/lb-rerank-mini.gguf');
const DOCUMENTS = 32;
const ROUNDS = 5;

/** Scores one window. */
type Way = (window: Window) => Promise<unknown>;

/** The embedded scorer beside plain uses of the library it stands on, and what the real model's shape takes. */
export async function run(): Promise<void> {
  const supply = freshWindows(DOCUMENTS);
  await using ours = await createLocalScorer({ modelPath: MINI_MODEL, gpu: false });
  await using single = await createLocalScorer({ modelPath: MINI_MODEL, gpu: false, sequences: 1 });
  const rates = await pairsASecond(
    {
      ours: (window) => ours.score(window),
      // A passage a call under queries of its own leaves no beginning to share beyond the instructions.
      single: async ({ query, passages }) => {
        for (const [n, passage] of passages.entries()) {
          await single.score({ query: `${n} ${query}`, passages: [passage] });
        }
      },
    },
    supply,
  );
  printRatio(
    'ours, against one sequence without a shared query',
    rates['ours']!,
    rates['single']!,
    1.3,
  );
  printRatio('ours, against the library used plainly', rates['ours']!, await plainRate(supply), 20);
  console.log("llama.cpp's own server is not measured here");
  await measureRealShape(supply);
}

async function pairsASecond(ways: Record<string, Way>, supply: AsyncGenerator<Window, never>) {
  const rates: Record<string, number[]> = {};
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, way] of Object.entries(ways)) {
      const window = (await supply.next()).value;
      const startedAt = performance.now();
      await way(window);
      const rate = (DOCUMENTS * 1000) / (performance.now() - startedAt);
      // The first round warms up.
      if (round > 0) (rates[name] ??= []).push(rate);
    }
  }
  return Object.fromEntries(Object.entries(rates).map(([name, values]) => [name, median(values)]));
}

/** As the library's documentation leads to: default context, default threads, all probabilities. */
async function plainRate(supply: AsyncGenerator<Window, never>): Promise<number> {
  const llama = await getLlama({ build: 'never', gpu: false, logLevel: LlamaLogLevel.error });
  const model = await llama.loadModel({ modelPath: MINI_MODEL });
  const context = await model.createContext();
  const sequence = context.getSequence();
  const { query, passages } = (await supply.next()).value;
  const few = passages.slice(0, 8);
  const startedAt = performance.now();
  for (const passage of few) {
    await sequence.clearHistory();
    const tokens = model.tokenize(renderPrompt(query, passage), true);
    await sequence.controlledEvaluate([
      ...tokens.slice(0, -1),
      [tokens.at(-1)!, { generateNext: { probabilities: true } }],
    ]);
  }
  const rate = (few.length * 1000) / (performance.now() - startedAt);
  await llama.dispose();
  return rate;
}

/** Random weights of the real model's size: its answers mean nothing, its memory and speed do. */
async function measureRealShape(supply: AsyncGenerator<Window, never>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lb-rerank-bench-'));
  try {
    const modelPath = join(folder, 'random-0.5B-Q8_0.gguf');
    await writeRandomGguf(modelPath, QWEN_05B, MINI_MODEL);
    const before = process.memoryUsage().rss;
    await using scorer = await createLocalScorer({ modelPath, gpu: false, minMass: 0 });
    const windows: Window[] = [];
    while (windows.length < 4) windows.push((await supply.next()).value);
    const passages = windows.flatMap((window) => window.passages).slice(0, 100);
    const startedAt = performance.now();
    await scorer.score({ query: windows[0]!.query, passages });
    const seconds = (performance.now() - startedAt) / 1000;
    const taken = (process.memoryUsage().rss - before) / 1e9;
    console.log(
      `random weights of the real model's shape, Q8_0, 100 passages: ${taken.toFixed(2)} GB resident (under 1.50), ${(100 / seconds).toFixed(2)} pairs/s`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
