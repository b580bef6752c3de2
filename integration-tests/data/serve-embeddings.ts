import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { sendJson } from '@lb-rerank/core/testing';
import { hashedNgramVector } from '@lb-rerank/test-engines/workload';

/** Stands in for an embedding model behind an OpenAI-compatible server; gives its address up to /v1. */
export async function serveEmbeddings(): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const answer = async () => {
      const { input } = (await json(request)) as { input: string[] };
      const data = input.map((text, index) => ({ index, embedding: hashedNgramVector(text) }));
      sendJson(response, { data });
    };
    void answer();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    close: () => {
      server.close();
    },
  };
}
