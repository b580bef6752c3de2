import autocannon from 'autocannon';
import { rerankBodies } from './rerank-bodies.ts';

/** A load on a server, for some time or for a number of requests, as fast as it answers. */
export interface Load {
  readonly seconds?: number;
  readonly amount?: number;
  readonly connections?: number;
}

/** Posts rerank requests of 10 documents to a server, and measures. @throws Error where an answer is not 200. */
export async function loadOn(
  url: string,
  { seconds, amount, connections = 16 }: Load,
): Promise<{ perSecond: number }> {
  const result = await autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer none' },
    requests: rerankBodies.map((body) => ({ body })),
    connections,
    ...(seconds !== undefined && { duration: seconds }),
    ...(amount !== undefined && { amount }),
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${url} failed ${failed} of ${result.requests.total} requests`);
  return { perSecond: result.requests.total / result.duration };
}
