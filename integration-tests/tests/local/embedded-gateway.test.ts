import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lbRerank } from '../../setup/lb-rerank.ts';

const MODEL = fileURLToPath(
  new URL('../../../packages/local/models/lb-rerank-mini.gguf', import.meta.url),
);
const query = 'What is the scientific name of apples?';
/** The model reads three tokens of it as it reads `The square root`. */
const passage =
  'The square root, or an apple, a round, edible fruit of an apple tree (Malus domestica).';
/** More than twice what the context holds. */
const endless = passage.repeat(1000);
const text = 'The apple tree is a deciduous tree, cultivated worldwide. '.repeat(90).slice(0, 4900);

describe('the gateway with the embedded model', () => {
  let gateway: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    gateway = await serve();
  });
  afterAll(() => gateway.stop());

  /** A gateway in a process of its own, so that what holds its event loop holds only that. */
  async function serve() {
    const flags = ['--model', MODEL, '--threads', '1', '--port', '0', '--log-level', 'silent'];
    const running = lbRerank(['serve', ...flags]);
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      running.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const [address] = /http:\/\/127\S+(?=\n)/.exec(said) ?? [];
        if (address !== undefined) resolve(address);
      });
      void running.then(() => reject(new Error(`it ended: ${said}`)));
    });
    return {
      url,
      async stop() {
        running.kill('SIGTERM');
        await running;
      },
    };
  }

  async function post(path: string, body: object, headers: Record<string, string> = {}) {
    const startedAt = performance.now();
    const response = await fetch(`${gateway.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    return { status: response.status, answer, tookMs: performance.now() - startedAt };
  }

  /** Asks for the gateway's health again and again while it works, and gives the times of the answers. */
  async function healthDuring(work: Promise<unknown>): Promise<number[]> {
    const times: number[] = [];
    const done = new AbortController();
    const asking = work.finally(() => {
      done.abort();
    });
    while (!done.signal.aborted) {
      const startedAt = performance.now();
      await (await fetch(`${gateway.url}/health`)).text();
      times.push(performance.now() - startedAt);
    }
    await asking;
    return times.toSorted((a, b) => a - b);
  }

  /** The scores in the answer of any dialect, in the documents' order. */
  function scoresOf(answer: object): number[] {
    const list = (Object.values(answer).find(Array.isArray) ?? answer) as {
      index: number;
      relevance_score?: number;
      score?: number;
    }[];
    return list
      .toSorted((a, b) => a.index - b.index)
      .map(({ relevance_score: relevance, score }) => relevance ?? score!);
  }

  test.each([
    ['/v2/rerank', 'documents', { max_tokens_per_doc: 3 }],
    ['/v1/rerank', 'documents', { model: 'rerank-v3.5', max_tokens_per_doc: 3 }],
    ['/rerank', 'documents', { truncate_prompt_tokens: 3 }],
    ['/rerank', 'documents', { max_tokens_per_doc: 3 }],
    ['/score', 'text_2', { text_1: query, truncate_prompt_tokens: 3 }],
  ])('%s reads no more of %s than %o asks for', async (path, documents, options) => {
    const texts = [passage, 'The square root'];
    const whole = await post(path, { query, text_1: query, [documents]: texts });
    const cut = await post(path, { query, [documents]: texts, ...options });
    const [ofWhole] = scoresOf(whole.answer);
    const [ofCut, ofBeginning] = scoresOf(cut.answer);
    expect(ofCut).toBeCloseTo(ofBeginning!, 4);
    expect(Math.abs(ofWhole! - ofCut!)).toBeGreaterThan(0.01);
  });

  test.each([
    ['/rerank', { texts: [passage, endless], truncate: false }],
    ['/v1/rerank', { model: 'rerank-2.5', documents: [passage, endless], truncation: false }],
  ])('%s refuses a document that does not fit, where that is asked for', async (path, body) => {
    const { status, answer } = await post(path, { query, ...body });
    expect(status).toBe(422);
    expect(JSON.stringify(answer)).toContain('passage 1 is longer than the context');
  });

  test('says that its model is the stand-in', async () => {
    expect(await (await fetch(`${gateway.url}/v1/models`)).json()).toMatchObject({
      data: [{ owned_by: 'lb-rerank (stand-in)', lb_rerank: { model: 'stand-in' } }],
    });
  });

  test('refuses a query that leaves no room at once, names it, and answers others meanwhile', async () => {
    const documents = Array.from({ length: 24 }, (_, n) => `${n} ${text}`);
    const asking = post(
      '/v1/rerank',
      { query: 'apple tree '.repeat(6000), documents },
      { 'x-rerank-deadline-ms': '3000' },
    );
    const health = await healthDuring(asking);
    const { status, answer, tookMs } = await asking;
    expect(status).toBe(422);
    expect(JSON.stringify(answer)).toContain('the query leaves no room');
    // It is 60 ms; it was 20 seconds, and the health waited for as long.
    expect(tookMs).toBeLessThan(1500);
    expect(Math.max(...health)).toBeLessThan(500);
  });

  test('keeps the deadline while it reads and scores long documents, and answers others meanwhile', async () => {
    const documents = Array.from({ length: 7 }, (_, n) => `${n} ${'apple tree '.repeat(50_000)}`);
    const asking = post('/v2/rerank', { query, documents }, { 'x-rerank-deadline-ms': '2000' });
    const health = await healthDuring(asking);
    const { status, tookMs } = await asking;
    expect(status).toBe(504);
    expect(tookMs).toBeLessThan(4000);
    expect(health[Math.floor(health.length * 0.9)]).toBeLessThan(100);
    expect(Math.max(...health)).toBeLessThan(500);
  });
});
