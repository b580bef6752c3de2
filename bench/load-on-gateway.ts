import autocannon from 'autocannon';

const BODIES = 500;
const WORDS =
  'retrieval passage of a document that answers what was asked in some way or other '.repeat(4);

/** Requests of 10 documents of about 300 characters each, none like another. */
const requests = Array.from({ length: BODIES }, (_, n) => ({
  body: JSON.stringify({
    model: 'null',
    query: `what was asked ${n}`,
    documents: Array.from({ length: 10 }, (__, at) => `${n} ${at} ${WORDS}`.slice(0, 300)),
  }),
}));

/** How a server is loaded: for how long or how often, at which rate; at the rate that it can bear where none is given. */
export interface Load {
  readonly seconds?: number;
  readonly amount?: number;
  readonly rate?: number;
  readonly connections?: number;
}

/** Posts rerank requests of 10 documents to a server, and measures. @throws Error where an answer is not 200. */
export async function loadOn(
  url: string,
  { seconds, amount, rate, connections = 16 }: Load,
): Promise<{ perSecond: number; p50: number; p99: number }> {
  const result = await autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer none' },
    requests,
    connections,
    ...(seconds !== undefined && { duration: seconds }),
    ...(amount !== undefined && { amount }),
    ...(rate !== undefined && { overallRate: rate }),
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${url} failed ${failed} of ${result.requests.total} requests`);
  const perSecond = result.requests.total / result.duration;
  return { perSecond, p50: result.latency.p50, p99: result.latency.p99 };
}
