import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendJson } from '@lb-rerank/core/testing';

/** Starts a stand-in for a server with OpenAI's embeddings API, for which all texts are alike. */
export async function serveStandInEmbedder(): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer((_, response) => {
    sendJson(response, { data: [{ embedding: [0.9, 0.1] }] });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
