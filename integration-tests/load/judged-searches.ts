import { request } from 'undici';

/** The end of a search: reranked, in the engine's order, an error in the engine's form, no answer, or none of these. */
export interface Judged {
  readonly kind: 'reranked' | 'engine' | 'partial' | 'error' | 'cut off' | 'wrong';
  readonly about?: unknown;
}

/** The ids of the page in both orders. */
export interface Orders {
  readonly engine: readonly string[];
  readonly reranked: readonly string[];
}

/** The longest that a caller waits; nothing may take longer. */
const HUNG_MS = 20_000;

interface Answer {
  readonly hits?: { readonly hits: readonly { readonly _id: string }[] };
  readonly error?: { readonly type: string };
}

let asked = 0;

/** Searches through a proxy, and judges what comes back. */
export async function searchAndJudge(url: string, index: string, orders: Orders): Promise<Judged> {
  const signal = AbortSignal.timeout(HUNG_MS);
  try {
    // What was asked before would be known, and the model not asked.
    const query = `apple ${(asked += 1)}`;
    const { statusCode, headers, body } = await request(`${url}/${index}/_search?q=text:apple`, {
      headers: { 'x-lb-rerank-query': encodeURIComponent(query) },
      signal,
    });
    const text = await body.text();
    const outcome = headers['x-lb-rerank-outcome'];
    return judge({ statusCode, outcome, answer: JSON.parse(text) as Answer }, orders);
  } catch (error) {
    if (signal.aborted) return { kind: 'wrong', about: 'hung' };
    // An answer that was told whole, and is no JSON, was truncated without anybody noticing.
    const kind = error instanceof SyntaxError ? 'wrong' : 'cut off';
    return { kind, about: String(error) };
  }
}

function judge(
  { statusCode, outcome, answer }: { statusCode: number; outcome: unknown; answer: Answer },
  orders: Orders,
): Judged {
  const about = { statusCode, outcome, answer };
  if (statusCode === 502 || statusCode === 504) {
    return answer.error?.type === 'lb_rerank_proxy' ? { kind: 'error' } : { kind: 'wrong', about };
  }
  const ids = answer.hits?.hits.map(({ _id }) => _id).join();
  if (statusCode !== 200 || ids === undefined) return { kind: 'wrong', about };
  if (outcome === 'partial') return { kind: 'partial' };
  const isReranked = outcome === 'reranked';
  const expected = (isReranked ? orders.reranked : orders.engine).join();
  if (ids !== expected) return { kind: 'wrong', about };
  return { kind: isReranked ? 'reranked' : 'engine' };
}

/** Runs searches, so many at once, and gives the end of each. */
export async function searchesAtOnce(
  count: number,
  atOnce: number,
  search: () => Promise<Judged>,
): Promise<Judged[]> {
  const found: Judged[] = [];
  let begun = 0;
  const worker = async () => {
    while (begun < count) {
      begun += 1;
      found.push(await search());
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return found;
}
