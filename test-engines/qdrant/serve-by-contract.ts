import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { QdrantContract } from './qdrant-contract.ts';

/** A Qdrant behind a server that holds all that passes through it against Qdrant's contract. */
export interface CheckedQdrant extends AsyncDisposable {
  readonly url: string;
  /** The number of answers held against the contract, by operation. */
  readonly checked: Map<string, number>;
  /** Requests of routes that the contract has not. */
  readonly unknown: string[];
  readonly breaches: string[];
}

/** @param isSent whether requests are held against the contract too, and not only answers */
export async function serveByContract(
  qdrant: string,
  { isSent = true }: { isSent?: boolean } = {},
): Promise<CheckedQdrant> {
  const contract = new QdrantContract();
  const checked = new Map<string, number>();
  const unknown: string[] = [];
  const breaches: string[] = [];
  const server = createServer((request, response) => {
    pass(request, response).catch((error: unknown) => {
      breaches.push(String(error));
      response.destroy();
    });
  });

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    const sent = await buffer(request);
    const answer = await fetch(`${qdrant}${url}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(sent.length > 0 && { body: sent }),
    });
    const text = await answer.text();
    check(method, url.split('?')[0]!, sent.toString(), answer.status, text);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  }

  function check(method: string, path: string, sent: string, status: number, text: string): void {
    const operation = contract.operationOf(method, path);
    if (operation === undefined) {
      unknown.push(`${method} ${path}`);
      return;
    }
    checked.set(operation, (checked.get(operation) ?? 0) + 1);
    const found = [
      isSent && sent !== '' ? contract.breachOfRequest(operation, JSON.parse(sent)) : undefined,
      contract.breachOfAnswer(operation, status, JSON.parse(text)),
    ];
    breaches.push(...found.filter((breach) => breach !== undefined));
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    checked,
    unknown,
    breaches,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
