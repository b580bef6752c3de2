import { renderPrompt } from '@lb-rerank/core';
import { createLocalScorer } from '@lb-rerank/local';
import { MINI_MODEL } from '@lb-rerank/test-engines/vllm';
import { getLlama, LlamaLogLevel } from 'node-llama-cpp';
import { llamaServerWay } from './ways/llama-server-way.ts';
import { freshSearches, type Search } from './ways/fresh-searches.ts';
import { measureRealShape } from './measure/measure-real-shape.ts';
import { median } from './measure/median.ts';
import { printRatio } from './measure/print-ratio.ts';

const DOCUMENTS = 32;
const ROUNDS = 5;

/** Scores one search. */
type Way = (search: Search) => Promise<unknown>;

/** The embedded scorer beside plain uses of the library it stands on, and what the real model's shape takes. */
export async function run(): Promise<void> {
  const supply = freshSearches(DOCUMENTS);
  // So small a model is fastest with one thread; the server is given as many.
  const options = { modelPath: MINI_MODEL, gpu: false, threads: 1 } as const;
  await using ours = await createLocalScorer(options);
  await using single = await createLocalScorer({ ...options, sequences: 1 });
  await using server = await llamaServerWay(MINI_MODEL, 1);
  const rates = await measurePairsASecond(
    {
      ours: (search) => ours.score(search),
      // A passage a call under queries of its own leaves no beginning to share beyond the instructions.
      single: async ({ query, passages }) => {
        for (const [n, passage] of passages.entries()) {
          await single.score({ query: `${n} ${query}`, passages: [passage] });
        }
      },
      server: server.way,
    },
    supply,
  );
  printRatio(
    'ours, against one sequence without a shared query',
    rates['ours']!,
    rates['single']!,
    1.3,
  );
  printRatio("ours, against llama.cpp's own server", rates['ours']!, rates['server']!, 1);
  printRatio(
    'ours, against the library used plainly',
    rates['ours']!,
    await measurePlainRate(supply),
    20,
  );
  await measureRealShape(supply, MINI_MODEL);
}

async function measurePairsASecond(
  ways: Record<string, Way>,
  supply: AsyncGenerator<Search, never>,
) {
  const rates: Record<string, number[]> = {};
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, way] of Object.entries(ways)) {
      const search = (await supply.next()).value;
      const startedAt = performance.now();
      await way(search);
      const rate = (DOCUMENTS * 1000) / (performance.now() - startedAt);
      // The first round warms up.
      if (round > 0) (rates[name] ??= []).push(rate);
    }
  }
  return Object.fromEntries(Object.entries(rates).map(([name, values]) => [name, median(values)]));
}

/** As the library's documentation leads to: default context, default threads, all probabilities. */
async function measurePlainRate(supply: AsyncGenerator<Search, never>): Promise<number> {
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
