import { Writable } from 'node:stream';
import { createReranker, createVllmScorer } from '@lb-rerank/core';
import { createApiKey, serveGateway } from '@lb-rerank/gateway';
import { pino } from 'pino';
import { scifactDocuments } from './scifact-documents.ts';

const QUERY = 'Which cells take part in immunity against bacteria?';

/** A gateway that wants a key, and what its clients should find out through it. */
export interface ServedToClients {
  readonly url: string;
  readonly key: string;
  readonly query: string;
  readonly documents: string[];
  /** Our own library's answer: positions, best first, and each one's score as the gateway writes it. */
  readonly order: number[];
  readonly scores: number[];
  /** Gives path and dialect of each request that was answered since the last call. */
  takeAsked(): string[];
  stop(): Promise<void>;
}

/**
 * Serves the reranker behind a server of vLLM to clients that others wrote.
 *
 * @param vllm the server's address, without a path.
 */
export async function serveToClients(vllm: string): Promise<ServedToClients> {
  const scorer = createVllmScorer({ baseURL: `${vllm}/v1`, model: 'lb-reranker' });
  const reranker = createReranker({ scorer });
  const { key, entry } = createApiKey('clients');
  let asked: string[] = [];
  const log = new Writable({
    write(line, _encoding, done) {
      const { path, dialect } = JSON.parse(String(line)) as { path?: string; dialect?: string };
      if (path !== undefined) asked.push(`${path} as ${dialect}`);
      done();
    },
  });
  const gateway = await serveGateway({
    reranker,
    settings: { port: 0, keys: [entry] },
    logger: pino(log),
  });
  const documents = (await scifactDocuments(20)).map(({ title, text }) => `${title} ${text}`);
  const { results } = await reranker.rerank({
    query: QUERY,
    candidates: documents.map((document) => ({ document, passage: document })),
  });
  return {
    url: gateway.url,
    key,
    query: QUERY,
    documents,
    order: results.map(({ index }) => index),
    scores: results.map(({ relevanceScore }) => Number(relevanceScore!.toFixed(15))),
    takeAsked() {
      const taken = asked;
      asked = [];
      return taken;
    },
    stop: () => gateway.stop(),
  };
}
