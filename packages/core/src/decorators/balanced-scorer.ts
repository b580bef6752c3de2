import { hash } from 'node:crypto';
import { requireNumber } from '../arguments/require-number.ts';
import { requirePositiveInteger } from '../arguments/require-positive-integer.ts';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { BackendOutputError } from '../errors/backend-output-error.ts';
import { RerankError } from '../errors/rerank-error.ts';
import { knownAs, type ScorerIdentity } from '../scorer/known-as.ts';
import { placeOfScorer } from '../scorer/place-of-scorer.ts';
import type { Scorer, ScoreRequest } from '../scorer/scorer.ts';
import { anyOf } from '../time/any-of.ts';

/** Limits for the sharing of work among several endpoints, as {@link balancedScorer} does it. */
export interface BalancedScorerOptions {
  /**
   * The time that an endpoint is left out after it failed, in milliseconds; a larger value asks a sick one less often.
   * @default 2,000
   */
  readonly ejectMs?: number | undefined;
  /**
   * The calls that a query's own endpoint may have more than the least loaded one before the query goes elsewhere; a larger
   * value makes more of prefix caches and less of idle endpoints.
   * @default 4
   */
  readonly slack?: number | undefined;
}

interface Endpoint {
  readonly scorer: Scorer;
  /** Drawn by its place among the endpoints. */
  readonly seed: number;
  load: number;
  ejectedUntil: number;
  /** The model that it had when it last answered, which is that of the others. One that is away may not know it any more. */
  answeredAs: string | undefined;
}

/**
 * Shares the work among several endpoints of the same model. The answers of one that turns out to have another model than the
 * first that answered are not used.
 *
 * A query goes to the same endpoint each time, whose prefix cache then knows its beginning, unless that one is much busier
 * than another. An endpoint that fails in passing is left out for a while, and the call goes to the next; when all are left
 * out, the one that has been out longest is tried.
 *
 * @throws InvalidRequestError without endpoints, or naming the option that is no such number; the last endpoint's error when all of them fail, or that of one with
 * another model.
 *
 * @example
 * ```ts
 * import { balancedScorer, createVllmScorer } from '@lb-rerank/core';
 *
 * const first = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const second = createVllmScorer({ baseURL: 'http://localhost:8000/v1' });
 * const scorer = balancedScorer([first, second], { ejectMs: 5000 });
 * const answers = await scorer.score({ query: 'apples', passages: ['Apples are red.'] });
 * console.log(answers.length); // 1
 * ```
 */
export function balancedScorer(
  scorers: readonly Scorer[],
  { ejectMs = 2000, slack = 4 }: BalancedScorerOptions = {},
): Scorer {
  if (scorers.length === 0) throw new InvalidRequestError('scorers', 'must hold at least one');
  requireNumber('ejectMs', ejectMs, { from: 0 });
  requirePositiveInteger('slack', slack);
  const endpoints = scorers.map((scorer, index): Endpoint => ({
    scorer,
    seed: seedOf(`${index}`),
    load: 0,
    ejectedUntil: 0,
    answeredAs: undefined,
  }));

  /** Gives the endpoints in the order in which a query tries them; nearly always only the first is asked for. */
  function* orderFor(query: string): Generator<Endpoint, void> {
    const now = performance.now();
    const queryHash = seedOf(query);
    const first = firstFor(queryHash, now);
    if (first !== undefined) yield first;
    const healthy = endpoints.filter(({ ejectedUntil }) => ejectedUntil <= now);
    const others = healthy.toSorted(
      (a, b) => weightOf(a.seed, queryHash) - weightOf(b.seed, queryHash),
    );
    const sick = endpoints
      .filter((endpoint) => !healthy.includes(endpoint))
      .toSorted((a, b) => a.ejectedUntil - b.ejectedUntil);
    yield* [...others, ...sick].filter((endpoint) => endpoint !== first);
  }

  /** Finds the endpoint that is a query's own, or the one with least to do where that has too much; undefined where all are ejected. */
  function firstFor(queryHash: number, now: number): Endpoint | undefined {
    let own: Endpoint | undefined;
    let least: Endpoint | undefined;
    let lowest = Infinity;
    for (const endpoint of endpoints) {
      if (endpoint.ejectedUntil > now) continue;
      const weight = weightOf(endpoint.seed, queryHash);
      if (weight < lowest) [own, lowest] = [endpoint, weight];
      if (least === undefined || endpoint.load < least.load) least = endpoint;
    }
    return own !== undefined && own.load > least!.load + slack ? least : own;
  }

  /** Refuses an endpoint that turns out to have another model than those before it. */
  function requireSameModel(endpoint: Endpoint): void {
    const own = identityOf(endpoint.scorer);
    const first = firstKnown();
    if (first !== endpoint && first?.answeredAs !== undefined && first.answeredAs !== own) {
      throw new OtherModelError(own, first.answeredAs, placeOfScorer(endpoint.scorer));
    }
    endpoint.answeredAs = own;
  }

  function firstKnown(): Endpoint | undefined {
    return endpoints.find(({ answeredAs }) => answeredAs !== undefined);
  }

  const identity: ScorerIdentity = {
    get modelId() {
      return (firstKnown() ?? endpoints[0]!).scorer.modelId;
    },
    get location() {
      return [...new Set(scorers.map(placeOfScorer))].join(', ');
    },
    get revision() {
      return (firstKnown() ?? endpoints[0]!).scorer.revision;
    },
    async identify(signal) {
      await anyOf(scorers.map(async (scorer) => scorer.identify?.(signal)));
    },
    findModelKind: async (signal) =>
      anyOf(scorers.map(async (scorer) => scorer.findModelKind?.(signal))),
  };
  return knownAs(identity, {
    async score(request: ScoreRequest) {
      let failure: unknown;
      for (const endpoint of orderFor(request.query)) {
        endpoint.load += 1;
        try {
          const answers = await endpoint.scorer.score(request);
          requireSameModel(endpoint);
          endpoint.ejectedUntil = 0;
          return answers;
        } catch (error) {
          const isOther = error instanceof OtherModelError;
          if (!isOther && !(error instanceof RerankError && error.isRetryable)) throw error;
          endpoint.ejectedUntil = performance.now() + ejectMs;
          // What will not pass by itself is told before what may.
          if (!(failure instanceof OtherModelError)) failure = error;
        } finally {
          endpoint.load -= 1;
        }
      }
      throw failure;
    },
  });
}

/** An endpoint with another model than its neighbours. */
class OtherModelError extends BackendOutputError {
  constructor(own: string, asked: string, place: string) {
    const cure = 'if it is the same model, give both endpoints one `model` and `revision`';
    const problem = `is not ${asked}, which another endpoint serves, so its scores are not mixed in; ${cure}`;
    super({ url: place, modelId: own, problem });
  }
}

/** Names a model with its revision. */
function identityOf({ modelId, revision }: Scorer): string {
  return revision === undefined ? modelId : `${modelId} (${revision})`;
}

/** Draws a number by a text: the same one in each process. */
function seedOf(text: string): number {
  return hash('sha1', text, 'buffer').readInt32LE();
}

/** Weighs an endpoint for a query, so that each query has an order of its own (source: rendezvous hashing, mixed as MurmurHash3 ends). */
function weightOf(seed: number, queryHash: number): number {
  const mixed = Math.imul(seed ^ queryHash, 0x85_eb_ca_6b);
  const again = Math.imul(mixed ^ (mixed >>> 13), 0xc2_b2_ae_35);
  return again ^ (again >>> 16);
}
