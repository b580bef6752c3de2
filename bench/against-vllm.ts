import { createReranker, createVllmScorer, rerank } from '@lb-rerank/core';
import { zipfDraws } from '@lb-rerank/test-engines/workload';
import { resolveEngine } from '@lb-rerank/test-engines/machinery';
import { randomTwinFolder, vllm } from '@lb-rerank/test-engines/vllm';
import { freshWindows, type Window } from './fresh-windows.ts';
import { printRatio } from './print-ratio.ts';
import { cardWay } from './ways/card-way.ts';
import { pairsOf } from './ways/pairs-of.ts';
import { postBatches } from './ways/post-batches.ts';
import type { Way } from './ways/way.ts';

const MODEL = 'lb-reranker';
const DOCUMENTS = 16;
const ROUNDS = 8;

/** The same work on real vLLM in our way and in those that a user would else write. */
export async function measureAgainstVllm(): Promise<void> {
  const modelFolder = await randomTwinFolder();
  console.log(
    'the model is a random one of two layers, so that requests weigh more than arithmetic',
  );
  const generating = await resolveEngine(vllm({ modelFolder }));
  const classifying = await resolveEngine(vllm({ serving: 'classify', modelFolder }));
  try {
    const supply = freshWindows(DOCUMENTS);
    const ways: Record<string, Way> = {
      card: cardWay(`${generating.url}/v1`, MODEL),
      bare: bareLoop(classifying.url),
      auto: autoWay(`${classifying.url}/v1`),
      autoGenerating: autoWay(`${generating.url}/v1`),
      bareGenerating: bareCompletions(generating.url),
      coalesced: coalescedWay(`${classifying.url}/v1`),
      uncoalesced: uncoalescedWay(`${classifying.url}/v1`),
      pairByPair: uncoalescedWay(`${classifying.url}/v1`, { batchSize: 1 }),
      coalescedAlike: askedAlike(coalescedWay(`${classifying.url}/v1`)),
      uncoalescedAlike: askedAlike(uncoalescedWay(`${classifying.url}/v1`)),
    };
    const rates = await pairsASecond(ways, supply);
    printRatio(
      "auto, against the card's way (p-limit over openai, chat)",
      rates['auto']!,
      rates['card']!,
      2,
    );
    printRatio(
      'auto, against a bare loop over rendered batches',
      rates['auto']!,
      rates['bare']!,
      0.95,
    );
    // vLLM itself batches across requests, and its prefix cache knows a prompt that comes again: little is left to win.
    printRatio(
      '64 reranks of 16, coalesced against not',
      rates['coalesced']!,
      rates['uncoalesced']!,
      1.2,
    );
    printRatio(
      `  and where only ${new Set(popularQueries(64)).size} of them are distinct`,
      rates['coalescedAlike']!,
      rates['uncoalescedAlike']!,
      undefined,
    );
    printRatio(
      '  and against a request for each pair',
      rates['coalesced']!,
      rates['pairByPair']!,
      undefined,
    );
    printRatio(
      "auto without the seven-label head, against the card's way",
      rates['autoGenerating']!,
      rates['card']!,
      undefined,
    );
    printRatio(
      '  and against a bare loop',
      rates['autoGenerating']!,
      rates['bareGenerating']!,
      0.95,
    );
    console.log(
      "peers with a Cohere-style endpoint (ai's rerank(), LangChain) have no row: vLLM serves none for seven labels",
    );
  } finally {
    await Promise.all([generating.stop(), classifying.stop()]);
  }
}

/** Rounds of all ways, there and back, so that what else the machine does, and whoever came before, falls on all alike. */
async function pairsASecond(ways: Record<string, Way>, supply: AsyncGenerator<Window, never>) {
  const take = async (count: number) => {
    const windows: Window[] = [];
    while (windows.length < count) windows.push((await supply.next()).value);
    return windows;
  };
  const seconds: Record<string, number> = {};
  const there = Object.entries(ways);
  const rounds = Array.from({ length: ROUNDS }, (_, n) => (n % 2 ? there.toReversed() : there));
  for (const [name, way] of rounds.flat()) {
    // The server that was asked before keeps its threads spinning for a while, at the next one's cost.
    await way(await take(32));
    const windows = await take(64);
    const startedAt = performance.now();
    await way(windows);
    seconds[name] = (seconds[name] ?? 0) + (performance.now() - startedAt) / 1000;
  }
  // All that was done in all the time: some rounds stall on two cores, which a median leaves to chance.
  const pairs = ROUNDS * 64 * DOCUMENTS;
  return Object.fromEntries(Object.entries(seconds).map(([name, took]) => [name, pairs / took]));
}

const bareLoop = (url: string) =>
  postBatches(`${url}/classify`, (input) => ({ model: MODEL, input }));

const bareCompletions = (url: string) =>
  postBatches(`${url}/v1/completions`, (prompt) => ({
    model: MODEL,
    prompt,
    max_tokens: 1,
    temperature: 0,
    logprobs: 0,
    logprob_token_ids: [16, 17, 18, 19, 20, 21, 22],
    return_tokens_as_token_ids: true,
  }));

/** One call with all pairs. */
function autoWay(baseURL: string): Way {
  const scorer = createVllmScorer({ baseURL, model: MODEL, minMass: 0 });
  return (windows) => scorer.scorePairs({ pairs: pairsOf(windows) });
}

/** 64 concurrent reranks through the whole stack. */
function coalescedWay(baseURL: string): Way {
  const reranker = createReranker({
    scorer: createVllmScorer({ baseURL, model: MODEL, minMass: 0 }),
    cache: false,
  });
  return (windows) => rerankEach(windows, (request) => reranker.rerank(request));
}

/** 64 concurrent reranks, each of which posts its own requests as soon as it comes. */
function uncoalescedWay(baseURL: string, { batchSize }: { batchSize?: number } = {}): Way {
  const scorer = createVllmScorer({
    baseURL,
    model: MODEL,
    minMass: 0,
    concurrency: 64,
    batchSize,
  });
  return (windows) => rerankEach(windows, (request) => rerank({ ...request, scorer }));
}

/** The same number of windows where callers ask as users do: some for the same, at the same time. */
function askedAlike(way: Way): Way {
  return (windows) => {
    const draws = popularQueries(windows.length);
    const distinct = [...new Set(draws)];
    return way(draws.map((draw) => windows[distinct.indexOf(draw)]!));
  };
}

/** Which of 300 queries each caller asks, by Zipf's law. */
const popularQueries = (callers: number) => zipfDraws(300, callers, 42);

async function rerankEach(
  windows: readonly Window[],
  ask: (request: {
    query: string;
    candidates: { document: number; passage: string }[];
  }) => Promise<{ outcome: string }>,
): Promise<void> {
  const rankings = await Promise.all(
    windows.map(({ query, passages }) =>
      ask({ query, candidates: passages.map((passage, document) => ({ document, passage })) }),
    ),
  );
  const wrong = rankings.find(({ outcome }) => outcome !== 'reranked');
  if (wrong !== undefined) throw new Error(`a rerank ended as ${wrong.outcome}`);
}
