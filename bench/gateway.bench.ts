import { createReranker, createVllmScorer } from '@lb-rerank/core';
import { resolveEngine } from '@lb-rerank/test-engines/machinery';
import { vllm } from '@lb-rerank/test-engines/vllm';
import { loadOn } from './measure/load-on-gateway.ts';
import { median } from './measure/median.ts';
import { printRatio } from './measure/print-ratio.ts';
import { startGateway } from './servers/start-gateway.ts';
import { startLitellm } from '@lb-rerank/test-engines/litellm';
import { startNullServer } from './servers/start-null-server.ts';
import { postSteadily, type Waits } from './measure/post-steadily.ts';

const ROUNDS = 5;
const ROUNDS_BESIDE_CORE = 16;
const CALLERS = 16;
const REQUESTS_A_CALLER = 6;
const DOCUMENTS = 16;
const SECONDS = 5;
const HALF_OF_ASKED = 1000;
const SOAK_REQUESTS = 200_000;

/** Measures the cost of the gateway: beside core on a real model, alone, beside LiteLLM's proxy, and in memory over time. */
export async function run(): Promise<void> {
  await measureBesideCore();
  await measureAlone();
  await measureBesideLitellm();
  await measureMemory();
}

/** The same pairs through the gateway and through core in this process, in turns. */
async function measureBesideCore(): Promise<void> {
  const engine = await resolveEngine(vllm());
  using gateway = await startGateway(engine.url);
  const scorer = createVllmScorer({ baseURL: `${engine.url}/v1` });
  const reranker = createReranker({ scorer, cache: false });
  const through = async (query: string, documents: string[]) => {
    const body = JSON.stringify({ query, documents });
    const response = await fetch(`${gateway.url}/v2/rerank`, { method: 'POST', body });
    if (response.headers.get('x-rerank-outcome') !== 'reranked') throw new Error('not reranked');
    await response.json();
  };
  const own = async (query: string, documents: string[]) => {
    const candidates = documents.map((document) => ({ document, passage: document }));
    const { outcome } = await reranker.rerank({ query, candidates });
    if (outcome !== 'reranked') throw new Error('not reranked');
  };
  const rates = { through: [] as number[], own: [] as number[] };
  try {
    for (let round = -1; round < ROUNDS_BESIDE_CORE; round += 1) {
      const ways = [
        ['through', through],
        ['own', own],
      ] as const;
      // Each comes first in turn: a server's pace drifts, and whoever follows would have it better or worse each time.
      for (const [name, ask] of round % 2 === 0 ? ways : ways.toReversed()) {
        const rate = await measurePairsASecond((n) =>
          ask(`what was asked ${round} ${name} ${n}`, documentsOf(n)),
        );
        if (round >= 0) rates[name].push(rate);
      }
    }
    printRatio(
      'through the gateway, against core, on vLLM',
      median(rates.through),
      median(rates.own),
      0.95,
    );
  } finally {
    await engine.stop();
  }
}

/** Counts the pairs that get done in a second while each of the callers asks again as soon as it is answered. */
async function measurePairsASecond(ask: (n: number) => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: CALLERS }, async (_, caller) => {
      for (let n = 0; n < REQUESTS_A_CALLER; n += 1) await ask(caller * REQUESTS_A_CALLER + n);
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  return (CALLERS * REQUESTS_A_CALLER * DOCUMENTS) / seconds;
}

function documentsOf(start: number): string[] {
  const words = 'retrieval passage of a document that answers in some way or other '.repeat(10);
  return Array.from({ length: DOCUMENTS }, (_, n) => `${start} ${n} ${words}`.slice(0, 500));
}

/** Measures the gateway's processor time for a request, and its share of a client's wait at half the load that it can bear. */
async function measureAlone(): Promise<void> {
  using server = await startNullServer();
  for (const [name, backend] of [
    ['before a model server that answers at once', server.url],
    ['before a model that costs nothing', undefined],
  ] as const) {
    using gateway = await startGateway(backend);
    const url = `${gateway.url}/v2/rerank`;
    await loadOn(url, { seconds: 3 });
    const cpuBefore = await gateway.metric('process_cpu_seconds_total');
    const { perSecond } = await loadOn(url, { seconds: SECONDS });
    const cpu = (await gateway.metric('process_cpu_seconds_total')) - cpuBefore;
    console.log(
      `${name}: ${((perSecond * SECONDS) / cpu).toFixed(0)} requests of 10 documents a second of CPU (at least 2000), ${perSecond.toFixed(0)} a second here`,
    );
    // Half of what is asked of a core, and half of what this machine bears, whose cores all processes share.
    for (const rate of [HALF_OF_ASKED, Math.round(perSecond / 2)]) {
      await measureLatency(url, `${server.url}/v2/rerank`, rate);
    }
  }
}

/** Latency beside that of a bare server, in turns at the same rate, so that what the machine adds is in both. */
async function measureLatency(url: string, bareUrl: string, rate: number): Promise<void> {
  const rounds: Record<'own' | 'bare', Waits>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const own = await postSteadily(url, { seconds: 3, rate });
    rounds.push({ own, bare: await postSteadily(bareUrl, { seconds: 3, rate }) });
  }
  for (const name of ['p50', 'p99'] as const) {
    const own = median(rounds.map((round) => round.own[name]));
    const bare = median(rounds.map((round) => round.bare[name]));
    const asked = name === 'p99' ? ' (under 5)' : '';
    console.log(
      `  at ${rate} a second: ${name} ${own.toFixed(1)} ms against ${bare.toFixed(1)} ms of a bare server, ${(own - bare).toFixed(1)} ms more${asked}`,
    );
  }
}

/** Requests through the gateway and through LiteLLM's proxy, each before a server that answers at once. */
async function measureBesideLitellm(): Promise<void> {
  using server = await startNullServer();
  using gateway = await startGateway(server.url);
  await using litellm = await startLitellm(server.url);
  const ours = `${gateway.url}/v2/rerank`;
  const theirs = `${litellm.url}/v2/rerank`;
  await loadOn(ours, { seconds: 2 });
  await loadOn(theirs, { seconds: 2 });
  const rates = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < 3; round += 1) {
    rates.ours.push((await loadOn(ours, { seconds: 3 })).perSecond);
    rates.theirs.push((await loadOn(theirs, { seconds: 3 })).perSecond);
  }
  const [own, other] = [median(rates.ours), median(rates.theirs)];
  console.log(
    `the gateway, against LiteLLM's proxy   ${(own / other).toFixed(1)}   ${own.toFixed(0)} against ${other.toFixed(0)} requests/s`,
  );
}

/** The heap after each quarter of the requests. */
async function measureMemory(): Promise<void> {
  using gateway = await startGateway();
  const url = `${gateway.url}/v2/rerank`;
  const sizes: number[] = [];
  for (let quarter = 0; quarter < 4; quarter += 1) {
    await loadOn(url, { amount: SOAK_REQUESTS / 4 });
    await gateway.collectGarbage();
    sizes.push((await gateway.metric('nodejs_heap_size_used_bytes')) / 1e6);
  }
  const resident = (await gateway.metric('process_resident_memory_bytes')) / 1e6;
  console.log(
    `heap after each quarter of ${SOAK_REQUESTS} requests: ${sizes.map((size) => size.toFixed(0)).join(', ')} MB; resident ${resident.toFixed(0)} MB`,
  );
}
