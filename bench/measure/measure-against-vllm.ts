import { resolveEngine } from '@lb-rerank/test-engines/machinery';
import { randomTwinFolder, vllm } from '@lb-rerank/test-engines/vllm';
import { freshSearches, type Search } from '../ways/fresh-searches.ts';
import { printRatio } from './print-ratio.ts';
import { askedAlike, popularQueries } from '../ways/asked-alike.ts';
import { autoWay } from '../ways/auto-way.ts';
import { bareCompletions } from '../ways/bare-completions.ts';
import { bareLoop } from '../ways/bare-loop.ts';
import { cardWay } from '../ways/card-way.ts';
import { coalescedWay } from '../ways/coalesced-way.ts';
import { uncoalescedWay } from '../ways/uncoalesced-way.ts';
import type { Way } from '../ways/way.ts';

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
    const supply = freshSearches(DOCUMENTS);
    const ways: Record<string, Way> = {
      card: cardWay(`${generating.url}/v1`, MODEL),
      bare: bareLoop(classifying.url, MODEL),
      auto: autoWay(`${classifying.url}/v1`, MODEL),
      autoGenerating: autoWay(`${generating.url}/v1`, MODEL),
      bareGenerating: bareCompletions(generating.url, MODEL),
      coalesced: coalescedWay(`${classifying.url}/v1`, MODEL),
      uncoalesced: uncoalescedWay(`${classifying.url}/v1`, MODEL),
      pairByPair: uncoalescedWay(`${classifying.url}/v1`, MODEL, { maxPairsPerRequest: 1 }),
      coalescedAlike: askedAlike(coalescedWay(`${classifying.url}/v1`, MODEL)),
      uncoalescedAlike: askedAlike(uncoalescedWay(`${classifying.url}/v1`, MODEL)),
    };
    const rates = await measurePairsASecond(ways, supply);
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
async function measurePairsASecond(
  ways: Record<string, Way>,
  supply: AsyncGenerator<Search, never>,
) {
  const take = async (count: number) => {
    const searches: Search[] = [];
    while (searches.length < count) searches.push((await supply.next()).value);
    return searches;
  };
  const seconds: Record<string, number> = {};
  const there = Object.entries(ways);
  const rounds = Array.from({ length: ROUNDS }, (_, n) => (n % 2 ? there.toReversed() : there));
  for (const [name, way] of rounds.flat()) {
    // The server that was asked before keeps its threads spinning for a while, at the next one's cost.
    await way(await take(32));
    const searches = await take(64);
    const startedAt = performance.now();
    await way(searches);
    seconds[name] = (seconds[name] ?? 0) + (performance.now() - startedAt) / 1000;
  }
  // All that was done in all the time: some rounds stall on two cores, which a median leaves to chance.
  const pairs = ROUNDS * 64 * DOCUMENTS;
  return Object.fromEntries(Object.entries(seconds).map(([name, took]) => [name, pairs / took]));
}
