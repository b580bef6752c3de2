import { createReranker, createVllmScorer } from '@lb-rerank/core';
import { serveGateway, type ServedGateway } from '@lb-rerank/gateway';
import { pino } from 'pino';
import { beforeAll, expect, test } from 'vitest';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { type Engine, fetchJson } from '@lb-rerank/test-engines/machinery';
import { dashboardPanels } from './dashboard-panels.ts';
import { startPrometheus } from '@lb-rerank/test-engines/prometheus';

interface Answer {
  readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
}

const panels = await dashboardPanels();

describeWith('Prometheus beside the gateway and vLLM', ['vllm', 'prometheus'], ({ vllm }) => {
  let gateway: ServedGateway;
  let prometheus: Engine;
  let round = 0;

  /** Requests of all kinds: scored, known already, refused, and passed on since their time is over. */
  function ask(): void {
    round += 1;
    const post = (body: object, headers: Record<string, string> = {}) => {
      const sent = { method: 'POST', headers, body: JSON.stringify(body) };
      void fetch(`${gateway.url}/v2/rerank`, sent).catch(() => {});
    };
    const documents = ['An apple is a fruit.', `Bolt ${round} is made of steel.`];
    post({ query: 'What is an apple?', documents });
    post({ query: 'What is an apple?', documents: [7] });
    const late = { 'x-rerank-deadline-ms': '1', 'x-rerank-on-failure': 'passthrough' };
    post({ query: `What is an apple of ${round}?`, documents }, late);
  }

  async function valuesOf(query: string): Promise<number[]> {
    const asked = new URLSearchParams({ query: query.replaceAll('$__rate_interval', '10s') });
    const { data } = (await fetchJson(
      `${prometheus.url}/api/v1/query?${asked.toString()}`,
    )) as Answer;
    return data.result.map(({ value: [, number] }) => Number(number));
  }

  beforeAll(async () => {
    gateway = await serveGateway({
      reranker: createReranker({ scorer: createVllmScorer({ baseURL: `${vllm}/v1` }) }),
      settings: { port: 0 },
      logger: pino({ enabled: false }),
    });
    return () => gateway.stop();
  });
  beforeAll(async () => {
    prometheus = await startPrometheus({ 'gateway:8787': gateway.url, 'vllm:8000': vllm });
    return () => prometheus.stop();
  });
  beforeAll(() => {
    const traffic = setInterval(ask, 250);
    return () => clearInterval(traffic);
  });

  test.each(panels)('fills the panel $title', async ({ queries }) => {
    for (const query of queries) {
      await expect
        .poll(async () => (await valuesOf(query)).some(Number.isFinite), { timeout: 60_000 })
        .toBe(true);
    }
  });

  test('has read the alerts', async () => {
    const { data } = (await fetchJson(`${prometheus.url}/api/v1/rules`)) as {
      data: { groups: { rules: { name: string; health: string }[] }[] };
    };
    const rules = data.groups.flatMap((group) => group.rules);
    expect(rules.map(({ name }) => name)).toContain('RerankModelAway');
    expect(rules.every(({ health }) => health === 'ok')).toBe(true);
  });
});
