import { Client } from '@elastic/elasticsearch';
import { sendJson, serveFaults } from '@lb-rerank/core/testing';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { type Link, openLink, type Toxic } from '@lb-rerank/test-engines/toxiproxy';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Judged, searchAndJudge, searchesAtOnce } from '../../load/judged-searches.ts';
import { type ProxyProcess, startProxy } from '../../load/start-proxy.ts';

/** Searches in all; `LB_RERANK_TEST_REQUESTS` asks for more. */
const SEARCHES = Number(process.env['LB_RERANK_TEST_REQUESTS'] ?? 4000);
const DOCUMENTS = 40;
const DEADLINE_MS = 1000;
const ANSWER_TIMEOUT_MS = 1500;

const BACK = { stream: 'downstream' } as const;
/** Troubles of the network, and the share of searches that meets each: fewer where each has to wait. */
const TROUBLES: readonly (readonly [string, Toxic | 'cut', number])[] = [
  ['latency', { ...BACK, type: 'latency', attributes: { latency: 150, jitter: 50 } }, 0.4],
  ['reset', { ...BACK, type: 'reset_peer', attributes: { timeout: 0 } }, 2],
  ['reset while it answers', { ...BACK, type: 'reset_peer', attributes: { timeout: 20 } }, 1],
  ['slow close', { ...BACK, type: 'slow_close', attributes: { delay: 50 } }, 2],
  ['truncated', { ...BACK, type: 'limit_data', attributes: { bytes: 300 } }, 2],
  ['truncated requests', { type: 'limit_data', stream: 'upstream', attributes: { bytes: 60 } }, 1],
  ['bandwidth', { ...BACK, type: 'bandwidth', attributes: { rate: 200 } }, 0.5],
  ['in slices', { ...BACK, type: 'slicer', attributes: { average_size: 60, delay: 10 } }, 2],
  ['silence', { ...BACK, type: 'timeout', attributes: { timeout: 0 } }, 0.1],
  ['down', 'cut', 2],
];

describeWith(
  'faults between client, proxy, engine and model',
  ['elasticsearch', 'toxiproxy'],
  ({ elasticsearch, toxiproxy }) => {
    const bare = new Client({ node: elasticsearch });
    const index = `proxied-faults-${process.pid}`;
    const links = {} as Record<'client' | 'engine' | 'model', Link>;
    let proxy: ProxyProcess;
    const orders = { engine: [] as string[], reranked: [] as string[] };
    let model: Awaited<ReturnType<typeof serveFaults>>;

    beforeAll(async () => {
      const levelOf = (n: number) => (n * 3) % 7;
      const operations = Array.from({ length: DOCUMENTS }, (_, n) => [
        { index: { _id: `${n}` } },
        { text: `apple level=${levelOf(n)} ${'pie '.repeat(n)}` },
      ]);
      await bare.bulk({ index, refresh: true, operations: operations.flat() });
      const { hits } = await bare.search({ index, q: 'text:apple', size: DOCUMENTS });
      const ids = hits.hits.map(({ _id }) => _id!);
      orders.engine = ids.slice(0, 10);
      orders.reranked = ids
        .toSorted((a, b) => levelOf(Number(b)) - levelOf(Number(a)))
        .slice(0, 10);

      // A stand-in for the model, which reads its level in the passage.
      model = await serveFaults(({ path, body, response }) => {
        if (path !== '/classify') {
          sendJson(response, { error: { message: 'not found' } }, 404);
          return;
        }
        const data = (body.input ?? []).map((prompt, at) => {
          const level = Number(/level=(\d)/.exec(prompt)?.[1] ?? 3);
          return { index: at, probs: Array.from({ length: 7 }, (_, n) => Number(n === level)) };
        });
        sendJson(response, { data });
      });
      const openTo = (name: string, url: string) =>
        openLink(toxiproxy, { name: `${name}-${process.pid}`, upstream: new URL(url).host });
      links.engine = await openTo('engine', elasticsearch);
      links.model = await openTo('model', model.baseURL);
      proxy = await startProxy(
        [
          '--elasticsearch',
          `http://${links.engine.host}`,
          '--url',
          `http://${links.model.host}/v1`,
        ],
        {
          LB_RERANK_DEADLINE_MS: String(DEADLINE_MS),
          LB_RERANK_PROXY: JSON.stringify({
            rules: [{ index, passage: 'text' }],
            answerTimeoutMs: ANSWER_TIMEOUT_MS,
          }),
        },
      );
      links.client = await openTo('client', proxy.url);
    });
    afterAll(async () => {
      await proxy[Symbol.asyncDispose]();
      await model[Symbol.asyncDispose]();
      await bare.indices.delete({ index });
    });

    const search = (): Promise<Judged> =>
      searchAndJudge(`http://${links.client.host}`, index, orders);
    const weathers = (['client', 'engine', 'model'] as const).flatMap((place) =>
      TROUBLES.map(([name, toxic, share]) => [place, name, toxic, share] as const),
    );
    const shares = weathers.reduce((sum, [, , , share]) => sum + share, 0);
    const memory: number[] = [];
    const told: Record<string, Record<string, number>> = {};

    test.each(weathers)(
      'the way to the %s, %s: every answer is whole',
      async (place, name, toxic, share) => {
        const link = links[place];
        await (toxic === 'cut' ? link.cut() : link.spoil(toxic));
        const count = Math.ceil((SEARCHES * share) / shares);
        const found = await searchesAtOnce(count, 20, search);
        await link.restore();
        const counts: Record<string, number> = {};
        for (const { kind } of found) counts[kind] = (counts[kind] ?? 0) + 1;
        told[`${place}, ${name}`] = counts;
        expect(found).toHaveLength(count);
        const wrong = found.filter(({ kind }) => kind === 'wrong');
        expect(wrong).toEqual([]);
        // Where the trouble is elsewhere, the caller's own connection is never cut.
        const cutOff = found.filter(({ kind }) => kind === 'cut off');
        expect(place === 'client' ? [] : cutOff).toEqual([]);
        // A model that is away costs no search its answer, only its new order.
        const isAway =
          place === 'model' && ['down', 'reset', 'silence', 'truncated'].includes(name);
        expect((counts['engine'] ?? 0) > 0 || !isAway).toBe(true);
        expect(place === 'model' ? (counts['error'] ?? 0) : 0).toBe(0);
        await vi.waitFor(async () => expect((await search()).kind).toBe('reranked'), {
          timeout: 15_000,
          interval: 100,
        });
        memory.push(await proxy.metric('process_resident_memory_bytes'));
      },
      600_000,
    );

    test('none is lost or hung, and memory is flat', async () => {
      await vi.waitFor(
        async () => expect(await proxy.metric('lb_rerank_proxy_requests_in_flight')).toBe(0),
        { timeout: 10_000 },
      );
      expect(proxy.isRunning).toBe(true);
      const [half = 0] = [memory.slice(0, memory.length / 2)].map((first) => Math.max(...first));
      if ('LB_RERANK_TEST_REQUESTS' in process.env) console.log(JSON.stringify({ told, memory }));
      // A heap takes its time to grow to what it needs, and the cache of scores to what it may hold.
      const most = SEARCHES < 20_000 ? 600e6 : half * 1.15 + 20e6;
      expect(Math.max(...memory)).toBeLessThan(most);
    });
  },
);
