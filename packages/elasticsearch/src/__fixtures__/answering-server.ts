import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The answer to each search: two documents, of which the second is the better one. */
const FOUND = {
  took: 1,
  timed_out: false,
  _shards: { total: 1, successful: 1, failed: 0 },
  hits: {
    total: { value: 2, relation: 'eq' },
    max_score: 2,
    hits: ['2', '6'].map((text, n) => ({
      _index: 'books',
      _id: `d${n}`,
      _score: 2 - n,
      _source: { text },
    })),
  },
};

/** Starts an engine that finds the same for each search; of the index `slow` only after the test is over. */
export async function startAnsweringServer(): Promise<{ node: string; close(): void }> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.setHeader('x-elastic-product', 'Elasticsearch');
    const answer = request.url!.includes('_msearch') ? { took: 1, responses: [FOUND] } : FOUND;
    const isSlow = request.url!.includes('slow');
    setTimeout(() => response.end(JSON.stringify(answer)), isSlow ? 60_000 : 0).unref();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    node: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Lists the ids of an answer's hits, under `body` where the client has it there. */
export function idsOf(answer: object): string[] {
  const body = ('body' in answer ? answer.body : answer) as typeof FOUND;
  return body.hits.hits.map(({ _id }) => _id);
}
