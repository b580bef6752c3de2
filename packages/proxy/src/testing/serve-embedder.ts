import type { IncomingHttpHeaders } from 'node:http';
import { sendJson } from '@lb-rerank/core/testing';
import { onTestFinished } from 'vitest';
import { serveUpstream } from './serve-upstream.ts';

/** A call that reached the embedding server. */
interface EmbeddingCall {
  readonly model: string;
  readonly input: readonly string[];
  readonly [name: string]: unknown;
}

/** An embedding server of a few lines, which keeps what it was asked. */
export interface FakeEmbedder {
  /** Its address, up to `/v1`. */
  readonly url: string;
  readonly calls: EmbeddingCall[];
  readonly keys: IncomingHttpHeaders['authorization'][];
}

/** Starts a server that gives a text its length as its vector, in any order, until the test ends. */
export async function serveEmbedder(status: number = 200): Promise<FakeEmbedder> {
  const calls: EmbeddingCall[] = [];
  const keys: IncomingHttpHeaders['authorization'][] = [];
  const server = await serveUpstream(({ headers }, response, body) => {
    const call = JSON.parse(body) as EmbeddingCall;
    calls.push(call);
    keys.push(headers.authorization);
    const data = call.input.map((text, index) => ({ index, embedding: [text.length, 0.5] }));
    sendJson(response, { data: data.toReversed() }, status);
  });
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { url: `${server.url}/v1`, calls, keys };
}
