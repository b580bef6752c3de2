import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** An engine behind a server that remembers the last that passed through it, to the letter. */
export interface RecordedEngine extends AsyncDisposable {
  readonly url: string;
  /** The bodies of the last request and of its answer. */
  readonly last: { asked: string; answered: string };
}

/** Stands before an engine without changing anything: two answers of an engine may differ, in the order of ties and members. */
export async function serveRecorded(engine: string): Promise<RecordedEngine> {
  const last = { asked: '', answered: '' };
  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url } = request;
    const asked = await text(request);
    const answer = await fetch(`${engine}${url}`, {
      method: method!,
      headers: { 'content-type': 'application/json' },
      ...(asked !== '' && { body: asked }),
    });
    const answered = await answer.text();
    Object.assign(last, { asked, answered });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answered);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    last,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
