import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request as it reached the engine. */
interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly string[];
  readonly body: string;
}

/** An engine of a few lines, which keeps what it was asked. */
export interface FakeUpstream extends AsyncDisposable {
  readonly url: string;
  readonly received: Received[];
}

/** Answers a request, whose body was read. */
export type UpstreamAnswer = (...all: [...Parameters<RequestListener>, body: string]) => void;

/** Starts a server in the engine's place. */
export async function serveUpstream(answer: UpstreamAnswer): Promise<FakeUpstream> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void receive(request, response);
  });
  const receive = async (...[request, response]: Parameters<RequestListener>) => {
    const asked = await read(request);
    received.push(asked);
    answer(request, response, asked.body);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function read(request: IncomingMessage): Promise<Received> {
  const body = await buffer(request).catch(() => Buffer.alloc(0));
  return {
    method: request.method!,
    url: request.url!,
    headers: request.rawHeaders,
    body: body.toString(),
  };
}

/** Answers with hits that have these texts, as many as were asked for, in text that only splicing keeps. */
export function answersWithHits(texts: readonly string[]): RequestListener {
  return (_, response) => {
    const hits = texts.map(
      (text, n) =>
        `{"_index":"a","_id":"${n}","_score":${texts.length - n}.0,"_source":{"2":1.50,"1":12345678901234567890,"text":${JSON.stringify(text)}}}`,
    );
    response.writeHead(200, {
      'content-type': 'application/json',
      'X-elastic-product': 'Elasticsearch',
    });
    response.end(
      `{"took":1,"hits":{"total":{"value":3},"max_score":3.0,"hits":[${hits.join(',')}]}}`,
    );
  };
}
