import { resolveEngine } from '@lb-rerank/test-engines/machinery';
import { randomTwinFolder, vllm } from '@lb-rerank/test-engines/vllm';
import { autoWay } from '../ways/auto-way.ts';
import { bareCompletions } from '../ways/bare-completions.ts';
import { bareLoop } from '../ways/bare-loop.ts';
import { cardWay } from '../ways/card-way.ts';
import { freshSearches, type Search } from '../ways/fresh-searches.ts';
import type { Way } from '../ways/way.ts';
import { ZIPF_SEARCHES, zipfCardWay, zipfWay } from '../ways/zipf-callers.ts';
import { printRatio } from './print-ratio.ts';

const MODEL = 'lb-reranker';
const DOCUMENTS = 16;
const SEARCHES = 64;
/** Searches before each measurement: a server that was just asked by another way keeps its threads spinning for a while. */
const WARMING = 16;
/** Times that each server is started, asked and stopped, one at a time: two at once would share the processor. */
const TURNS = 2;
const ROUNDS = 3;
/** No further round begins after so long. */
const MOST_MS = 270_000;

/** A server, and the ways of asking it; the number of searches that one measurement takes where it is another. */
interface Served {
  readonly serving: 'generate' | 'classify';
  readonly ways: (url: string) => Readonly<Record<string, readonly [way: Way, searches: number]>>;
}

const SERVERS: readonly Served[] = [
  {
    serving: 'generate',
    ways: (url) => ({
      card: [cardWay(`${url}/v1`, MODEL), SEARCHES],
      autoGenerating: [autoWay(`${url}/v1`, MODEL), SEARCHES],
      bareGenerating: [bareCompletions(url, MODEL), SEARCHES],
      zipfCard: [zipfCardWay(`${url}/v1`, MODEL), ZIPF_SEARCHES],
    }),
  },
  {
    serving: 'classify',
    ways: (url) => ({
      bare: [bareLoop(url, MODEL), SEARCHES],
      auto: [autoWay(`${url}/v1`, MODEL), SEARCHES],
      zipf: [zipfWay(`${url}/v1`, MODEL), ZIPF_SEARCHES],
    }),
  },
];

/** Seconds that the measurements of a way took, and the pairs that were asked for in them. */
type Measured = Map<string, { seconds: number; pairs: number }>;

/** The same work on real vLLM in our way and in those that a user would else write, each server by itself. */
export async function measureAgainstVllm(): Promise<void> {
  const modelFolder = await randomTwinFolder();
  console.log(
    'the model is a random one of two layers, so that requests weigh more than arithmetic',
  );
  const supply = freshSearches(DOCUMENTS);
  const measured: Measured = new Map();
  const until = performance.now() + MOST_MS;
  for (let turn = 0; turn < TURNS * SERVERS.length; turn += 1) {
    const { serving, ways } = SERVERS[turn % SERVERS.length]!;
    const share = (until - performance.now()) / (TURNS * SERVERS.length - turn);
    const endAt = performance.now() + share;
    const engine = await resolveEngine(vllm({ serving, modelFolder }));
    try {
      const rounds = await measureRounds(ways(engine.url), { supply, measured, endAt });
      const told = Object.keys(ways(engine.url)).map(
        (name) => `${name} ${rateOf(measured, name).toFixed(0)}`,
      );
      const inTime = rounds < ROUNDS ? `, for want of time only ${rounds} of ${ROUNDS} rounds` : '';
      console.log(`  turn ${turn + 1}, ${serving}${inTime}: ${told.join(', ')} pairs/s so far`);
    } finally {
      await engine.stop();
    }
  }
  const ratio = (what: string, ours: string, other: string, asked?: number) =>
    printRatio(what, rateOf(measured, ours), rateOf(measured, other), asked);
  ratio("auto, against the card's way (p-limit over openai, chat)", 'auto', 'card', 2);
  ratio('auto, against a bare loop over rendered batches', 'auto', 'bare', 0.95);
  ratio("32 callers by Zipf's law, against the card's way", 'zipf', 'zipfCard', 3);
  ratio("auto without the seven-label head, against the card's way", 'autoGenerating', 'card');
  ratio('  and against a bare loop', 'autoGenerating', 'bareGenerating', 0.95);
  console.log(
    "peers with a Cohere-style endpoint (ai's rerank(), LangChain) have no row: vLLM serves none for seven labels",
  );
}

/** Measures all ways there and back, so that whoever came before falls on all alike; gives the rounds that were done. */
async function measureRounds(
  ways: Readonly<Record<string, readonly [way: Way, searches: number]>>,
  {
    supply,
    measured,
    endAt,
  }: { supply: AsyncGenerator<Search, never>; measured: Measured; endAt: number },
): Promise<number> {
  const there = Object.entries(ways);
  for (let round = 0; round < ROUNDS; round += 1) {
    // One round there is always.
    if (round > 0 && performance.now() > endAt) return round;
    for (const [name, [way, searches]] of round % 2 ? there.toReversed() : there) {
      // Callers that come again warm a server by themselves.
      if (searches === SEARCHES) await way(await take(supply, WARMING));
      const asked = await take(supply, searches);
      const startedAt = performance.now();
      await way(asked);
      const before = measured.get(name) ?? { seconds: 0, pairs: 0 };
      measured.set(name, {
        seconds: before.seconds + (performance.now() - startedAt) / 1000,
        pairs: before.pairs + searches * DOCUMENTS,
      });
    }
  }
  return ROUNDS;
}

async function take(supply: AsyncGenerator<Search, never>, count: number): Promise<Search[]> {
  const searches: Search[] = [];
  while (searches.length < count) searches.push((await supply.next()).value);
  return searches;
}

/** All that was done in all the time: some rounds stall on two cores, which a median leaves to chance. */
function rateOf(measured: Measured, name: string): number {
  const { pairs, seconds } = measured.get(name)!;
  return pairs / seconds;
}
