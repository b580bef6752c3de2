import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';

/** A request to a model server, and the response to it. */
export interface Exchange {
  readonly path: string;
  readonly body: { prompt?: string[]; input?: string[]; messages?: unknown[] };
  readonly response: ServerResponse;
}

const LEVEL_TOKENS = { body: { tokens: [16, 17, 18, 19, 20, 21, 22], count: 7 }, status: 200 };

/** Starts a model server on a real socket, whose answers to requests for scores, and for tokens, a test chooses. */
export async function serveFaults(
  answer: (exchange: Exchange) => void,
  tokenize: { body: unknown; status: number } = LEVEL_TOKENS,
): Promise<{ baseURL: string; requests: string[] } & AsyncDisposable> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    void answerTo(request, response);
  });
  async function answerTo(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readText(request);
    const path = request.url ?? '';
    if (path === '/v1/models') {
      sendJson(response, { data: [{ id: 'lb-reranker', max_model_len: 2048 }] });
    } else if (path === '/tokenize') {
      sendJson(response, tokenize.body, tokenize.status);
    } else {
      requests.push(path);
      answer({
        path,
        body: JSON.parse(text) as Exchange['body'],
        response,
      });
    }
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseURL: `http://127.0.0.1:${port}/v1`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers as a server does that is in order. */
export function sendJson(response: ServerResponse, body: unknown, status: number = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
