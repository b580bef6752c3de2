import { Client } from '@elastic/elasticsearch';
import { elasticsearch } from '@lb-rerank/test-engines/elasticsearch';
import { resolveEngine } from '@lb-rerank/test-engines/machinery';
import autocannon from 'autocannon';
import { median } from './measure/median.ts';
import { postSteadily, type Waits } from './measure/post-steadily.ts';
import { startProxy } from './servers/proxies/start-proxy.ts';
import type { StartedProxy } from './servers/proxies/started-proxy.ts';
import { startStaticServer } from './servers/start-static-server.ts';

const WAYS = ['ours', 'bare undici', 'nginx', 'http-proxy-3', '@fastify/reply-from', 'hono/proxy'];
const ROUNDS = 5;
const SECONDS = 2;
const CONNECTIONS = 16;
const RATE = 500;
const DOCUMENTS = 500;
const PAGE = 100;
const SEARCHES_A_ROUND = 40;

/** Measures what the proxy costs: passing through, beside others and bare undici, and reranking, beside the search alone. */
export async function run(): Promise<void> {
  await measurePassing();
  await measureReranking();
}

/** Requests a second of the proxy's own processor time, of an answer of 1 kB and one of 1 MB, in turns. */
async function measurePassing(): Promise<void> {
  using server = await startStaticServer();
  const started = await Promise.all(WAYS.map((name) => startProxy(name, server.url)));
  const ways = WAYS.flatMap((name, n) => {
    const proxy = started[n];
    if (proxy === undefined) console.log(`${name} is not on this machine`);
    return proxy === undefined ? [] : [{ name, proxy, rates: [] as number[] }];
  });
  try {
    for (const [path, size] of [
      ['/small', '1 kB'],
      ['/large', '1 MB'],
    ] as const) {
      for (const way of ways) way.rates = [];
      for (let round = -1; round < ROUNDS; round += 1) {
        for (const { proxy, rates } of round % 2 === 0 ? ways : ways.toReversed()) {
          const rate = await requestsACpuSecond(proxy, path);
          if (round >= 0) rates.push(rate);
        }
      }
      const own = median(ways[0]!.rates);
      for (const { name, rates } of ways) {
        const asked = name === 'bare undici' ? ' (at least 0.90)' : '';
        const ratio =
          name === 'ours' ? '' : `ours ${(own / median(rates)).toFixed(2)} of it${asked}`;
        console.log(
          `${size} passed through, ${name.padEnd(20)} ${median(rates).toFixed(0).padStart(6)} requests a second of CPU  ${ratio}`,
        );
      }
    }
    await measureWaits(ways[0]!.proxy.url, server.url);
  } finally {
    for (const { proxy } of ways) proxy[Symbol.dispose]();
  }
}

async function requestsACpuSecond(proxy: StartedProxy, path: string): Promise<number> {
  const before = await proxy.cpuSeconds();
  const result = await autocannon({
    url: proxy.url + path,
    connections: CONNECTIONS,
    duration: SECONDS,
  });
  if (result.non2xx + result.errors > 0) throw new Error(`${proxy.url}${path} failed`);
  return result.requests.total / ((await proxy.cpuSeconds()) - before);
}

/** Waits at a steady rate beside the server's own, in turns, so that what the machine adds is in both. */
async function measureWaits(url: string, bareUrl: string): Promise<void> {
  const rounds: Record<'own' | 'bare', Waits>[] = [];
  const load = { seconds: 3, rate: RATE };
  for (let round = 0; round < ROUNDS; round += 1) {
    const own = await postSteadily(`${url}/small`, load);
    rounds.push({ own, bare: await postSteadily(`${bareUrl}/small`, load) });
  }
  for (const name of ['p50', 'p99'] as const) {
    const [own, bare] = (['own', 'bare'] as const).map((way) =>
      median(rounds.map((round) => round[way][name])),
    );
    const asked = name === 'p99' ? ' (at most 5)' : '';
    console.log(
      `1 kB at ${RATE} a second: ${name} ${own!.toFixed(1)} ms against ${bare!.toFixed(1)} ms of the server alone, ${(own! - bare!).toFixed(1)} ms more${asked}`,
    );
  }
}

/** A search of 100 hits that are all reranked by a model that costs nothing, beside the same search of Elasticsearch alone. */
async function measureReranking(): Promise<void> {
  const engine = await resolveEngine(elasticsearch());
  using proxy = (await startProxy('ours', engine.url))!;
  const bare = new Client({ node: engine.url });
  const index = `bench-proxy-${process.pid}`;
  const words = 'a passage about apples that answers in some way or other what was asked of it. ';
  try {
    const operations = Array.from({ length: DOCUMENTS }, (_, n) => [
      { index: {} },
      { title: `passage ${n}`, text: `${n} ${words.repeat(1 + (n % 20))}` },
    ]);
    await bare.bulk({ index, refresh: true, operations: operations.flat() });
    const timesOf = { direct: [] as number[], reranked: [] as number[] };
    const search = async (url: string, n: number) => {
      const startedAt = performance.now();
      const response = await fetch(`${url}/${index}/_search`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ size: PAGE, query: { match: { text: `apples ${n}` } } }),
      });
      await response.arrayBuffer();
      const outcome = response.headers.get('x-lb-rerank-outcome');
      if (url === proxy.url && outcome !== 'reranked') throw new Error(`${outcome}`);
      return performance.now() - startedAt;
    };
    for (let round = -2; round < ROUNDS * 2; round += 1) {
      for (const [way, url] of [
        ['direct', engine.url],
        ['reranked', proxy.url],
      ] as const) {
        for (let n = 0; n < SEARCHES_A_ROUND; n += 1) {
          const time = await search(url, n);
          if (round >= 0) timesOf[way].push(time);
        }
      }
    }
    const [direct, reranked] = [median(timesOf.direct), median(timesOf.reranked)];
    console.log(
      `${PAGE} hits reranked: median ${reranked.toFixed(1)} ms against ${direct.toFixed(1)} ms of the search alone, ${(reranked / direct).toFixed(2)} times (at most 1.15), ${(reranked - direct).toFixed(1)} ms more (at most 3)`,
    );
  } finally {
    await bare.indices.delete({ index });
    await engine.stop();
  }
}
