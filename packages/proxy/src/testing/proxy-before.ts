import type { IncomingHttpHeaders } from 'node:http';
import { createReranker, type Reranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { pino } from 'pino';
import { Client } from 'undici';
import { onTestFinished } from 'vitest';
import { type ServedProxy, type ServeProxyOptions, serveProxy } from '../serve-proxy.ts';
import { type FakeUpstream, serveUpstream, type UpstreamAnswer } from './serve-upstream.ts';

/** The texts of the hits, whose first digit is their level. */
export const TEXTS: readonly string[] = ['2 cherries', '4 apples', '6 pears'];
/** A search that holds one text. */
export const QUERY: { readonly query: object } = { query: { match: { text: 'pears' } } };
const BY_NUMBER = createReranker({ scorer: fakeScorer((passage) => Number(passage[0])) });
/** A reranker whose model fails, and quotes a document. */
export const FAILING: Reranker = createReranker({
  scorer: fakeScorer(() => {
    throw new Error('secret text of a document');
  }),
  resilience: { retries: 0 },
});

/** A request that is sent to a proxy. */
interface Sent {
  readonly body?: unknown;
  readonly headers?: object;
  readonly method?: string;
}

/** An answer that was read, with what the proxy says of it. */
interface Answered {
  readonly statusCode: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  readonly outcome: IncomingHttpHeaders[string];
  readonly reason: IncomingHttpHeaders[string];
}

/** A proxy before an engine of a few lines, and the way to ask it. */
export interface ProxyBefore {
  readonly proxy: ServedProxy;
  readonly upstream: FakeUpstream;
  readonly ask: (path: string, sent?: Sent) => Promise<Answered>;
  readonly idsIn: (text: string) => string[];
}

/** Starts a proxy before an engine of a few lines, until the test ends. */
export async function proxyBefore(
  answer: UpstreamAnswer,
  options: Partial<ServeProxyOptions> = {},
): Promise<ProxyBefore> {
  const upstream = await serveUpstream(answer);
  const proxy = await serveProxy({
    engine: 'elasticsearch',
    upstream: upstream.url,
    reranker: BY_NUMBER,
    rules: [{ index: 'a', passage: 'text' }],
    port: 0,
    logger: pino({ level: 'silent' }),
    ...options,
  });
  // Sends paths as they are told, unlike those that take a URL.
  const client = new Client(proxy.url, { maxHeaderSize: 2 ** 20 });
  onTestFinished(async () => {
    await client.close();
    await proxy.stop();
    await upstream[Symbol.asyncDispose]();
  });
  const ask = async (path: string, { body, headers = {}, method = 'POST' }: Sent = {}) => {
    const json = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    const answered = await client.request({
      path,
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      body: json ?? null,
    });
    const bytes = Buffer.from(await answered.body.arrayBuffer());
    const { 'x-lb-rerank-outcome': outcome, 'x-lb-rerank-reason': reason } = answered.headers;
    const { statusCode, headers: given } = answered;
    return { statusCode, headers: given, bytes, text: bytes.toString(), outcome, reason };
  };
  const idsIn = (text: string) =>
    (JSON.parse(text) as { hits: { hits: { _id: string }[] } }).hits.hits.map(({ _id }) => _id);
  return { proxy, upstream, ask, idsIn };
}
