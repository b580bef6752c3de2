import { inspect } from 'node:util';
import { QdrantClient, type Schemas } from '@qdrant/js-client-rest';
import * as fc from 'fast-check';

/** A fault of an engine, or of what stands before it. */
export type QdrantFault =
  /** Strict mode with this `max_query_limit`. */
  | { readonly kind: 'strict'; readonly mostPoints: number }
  /** Requests for more points than this fail. */
  | { readonly kind: 'above'; readonly limit: number; readonly error: keyof typeof ERRORS }
  /** All requests but the first fail. */
  | { readonly kind: 'second'; readonly error: keyof typeof ERRORS }
  | { readonly kind: 'none' };

interface Stage {
  readonly limit?: unknown;
  readonly prefetch?: unknown;
}

const refusal = (status: number, error: string) => () =>
  Object.assign(new Error(error), { status, data: { status: { error } } });
const ERRORS = {
  broken: refusal(500, 'Service internal error: out of memory'),
  busy: () => Object.assign(new Error(''), { name: 'QdrantClientResourceExhaustedError' }),
  slow: () => Object.assign(new Error(''), { name: 'QdrantClientTimeoutError' }),
  cut: () => new TypeError('terminated'),
  forbidden: refusal(403, 'Forbidden: the token gives no access to the payload'),
};

const error = fc.constantFrom(...(Object.keys(ERRORS) as (keyof typeof ERRORS)[]));

/** Faults of all kinds; what is bounded may be less than what a caller asks for. */
export const qdrantFaults: fc.Arbitrary<QdrantFault> = fc.oneof(
  fc.constant({ kind: 'none' as const }),
  fc.record({ kind: fc.constant('strict' as const), mostPoints: fc.integer({ min: 5, max: 90 }) }),
  fc.record({
    kind: fc.constant('above' as const),
    limit: fc.integer({ min: 10, max: 110 }),
    error,
  }),
  fc.record({ kind: fc.constant('second' as const), error }),
);

/** Qdrant's own client, before an engine with a fault. */
export class FaultyQdrantClient extends QdrantClient {
  #fault: QdrantFault = { kind: 'none' };
  #asked = 0;
  readonly #answers = new Map<string, unknown>();

  /** Begins anew, with this fault. */
  failBy(fault: QdrantFault): void {
    this.#fault = fault;
    this.#asked = 0;
    this.#answers.clear();
  }

  /**
   * Gives the last answer to a query, as it came: the engine promises no order of equal scores, so that another call may differ;
   * undefined where it was not asked.
   */
  answerTo(request: Schemas['QueryRequest']): Schemas['QueryResponse'] | undefined {
    return this.#answers.get(keyOf(request)) as Schemas['QueryResponse'] | undefined;
  }

  override async query(collection: string, request: Schemas['QueryRequest']) {
    this.#pass([request], 1);
    const answer = await super.query(collection, request);
    this.#record(request, answer);
    return answer;
  }

  override async queryBatch(collection: string, batch: Schemas['QueryRequestBatch']) {
    this.#pass(batch.searches, 1);
    const answers = await super.queryBatch(collection, batch);
    for (const [n, answer] of answers.entries()) this.#record(batch.searches[n]!, answer);
    return answers;
  }

  override async queryGroups(collection: string, request: Schemas['QueryGroupsRequest']) {
    this.#pass([request], request.group_size ?? 3);
    return super.queryGroups(collection, request);
  }

  #record(request: object, answer: object): void {
    this.#answers.set(keyOf(request), structuredClone(answer));
  }

  #pass(requests: readonly Stage[], factor: number): void {
    const fault = this.#fault;
    this.#asked += 1;
    const most = Math.max(...requests.map((request) => mostOf(request, factor)));
    if (fault.kind === 'strict' && most > fault.mostPoints) {
      const words = `Wrong input: Limit exceeded ${most} > ${fault.mostPoints} for "limit". Help: Reduce the "limit" parameter to or below ${fault.mostPoints}.`;
      throw refusal(400, words)();
    }
    if (fault.kind === 'above' && most > fault.limit) throw ERRORS[fault.error]();
    if (fault.kind === 'second' && this.#asked > 1) throw ERRORS[fault.error]();
  }
}

/** As Qdrant's strict mode looks at a request: at each of its stages, whose limits are 10 where they are not said. */
function mostOf({ limit, prefetch }: Stage, factor = 1): number {
  const inner = [prefetch ?? []].flat().map((stage) => mostOf(stage as Stage));
  return Math.max(Number(limit ?? 10) * factor || 0, ...inner);
}

/** Writes a request out, whose ids may be BigInts. */
function keyOf(request: object): string {
  return inspect(request, { depth: null });
}
