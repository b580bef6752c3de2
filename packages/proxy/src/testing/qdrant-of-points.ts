import type { UpstreamAnswer } from './serve-upstream.ts';

/** A search as it reaches the engine, as far as it is heeded here. */
interface Search {
  readonly limit?: number;
  readonly offset?: number;
  readonly with_payload?: unknown;
  readonly group_size?: number;
}

/** A point of the fake: its id as it is written, the engine's score, and its text. */
export type FakePoint = readonly [id: string, score: string, text: string];

/** The points of the fake, best first, whose texts begin with their level. Two of them are one to `JSON.parse`. */
export const POINTS: readonly FakePoint[] = [
  ['18446744073709551615', '0.90', '2 cherries'],
  ['"5c56c793-69f3-4fbf-87e6-c4bf54c28c26"', '8e-1', '4 apples'],
  ['18446744073709551614', '0.70', '6 pears'],
];

/** Writes a point in a text that only splicing keeps. */
export function pointText([id, score, text]: FakePoint, hasPayload = true): string {
  const payload = `,"payload":{"2":1.50,"1":12345678901234567890,"text":${JSON.stringify(text)}}`;
  return `{"id":${id}, "version":3,"score":${score}${hasPayload ? payload : ''}}`;
}

/** Writes an answer with a result as Qdrant does, but for its spaces. */
export function answerText(result: string): string {
  return `{"usage":{"hardware":null}, "result":${result},"status":"ok","time":0.000120}\n`;
}

/**
 * Makes a Qdrant of a few lines, which answers all endpoints that search.
 *
 * @param mostPoints its `max_query_limit`
 */
export function qdrantOfPoints(
  points: readonly FakePoint[] = POINTS,
  mostPoints: number = Infinity,
): UpstreamAnswer {
  const found = ({ limit = 10, offset = 0, with_payload }: Search) =>
    points
      .slice(offset, offset + limit)
      .map((point) => pointText(point, Boolean(with_payload)))
      .join();
  const resultOf = (path: string, search: Search) => {
    if (path.endsWith('/groups')) {
      const hits = (of: number) => found({ ...search, offset: of, limit: 1 });
      return `{ "groups":[${points.map((_, n) => `{"hits":[${hits(n)}],"id":"g${n}"}`).join()}]}`;
    }
    return path.includes('/query') ? `{"points":[${found(search)}]}` : `[${found(search)}]`;
  };
  return ({ url }, response, body) => {
    const asked = JSON.parse(body) as Search & { searches?: Search[] };
    const path = url!.replace(/\?.*/, '');
    const all = asked.searches ?? [asked];
    const refused = all.find(({ limit = 10 }) => limit > mostPoints);
    if (refused !== undefined) {
      const error = `Wrong input: Limit exceeded ${refused.limit} > ${mostPoints} for "limit". Help: Reduce it.`;
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(`{"status":{"error":${JSON.stringify(error)}},"time":1.0}`);
      return;
    }
    const results = all.map((search) => resultOf(path, search));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(answerText(asked.searches ? `[${results.join(' , ')}]` : results[0]!));
  };
}
