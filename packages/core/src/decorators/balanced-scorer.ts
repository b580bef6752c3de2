import { hash } from 'node:crypto';
import { requirePositiveInteger } from '../arguments/require-positive-integer.ts';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { BackendOutputError } from '../errors/backend-output-error.ts';
import { RerankError } from '../errors/rerank-error.ts';
import { knownAs, type ScorerIdentity } from '../scorer/known-as.ts';
import type { Scorer, ScoreRequest } from '../scorer/scorer.ts';

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
  readonly name: string;
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
 * @throws InvalidRequestError without endpoints; the last endpoint's error when all of them fail, or that of one with
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
  requirePositiveInteger('slack', slack);
  const endpoints = scorers.map((scorer, index): Endpoint => ({
    scorer,
    name: `${index}`,
    load: 0,
    ejectedUntil: 0,
    answeredAs: undefined,
  }));

  /** Puts the endpoints into the order in which a query tries them. */
  function orderFor(query: string): Endpoint[] {
    const now = performance.now();
    const healthy = endpoints.filter(({ ejectedUntil }) => ejectedUntil <= now);
    const sick = endpoints
      .filter((endpoint) => !healthy.includes(endpoint))
      .toSorted((a, b) => a.ejectedUntil - b.ejectedUntil);
    const own = healthy
      .map((endpoint) => ({ endpoint, weight: hash('sha1', `${endpoint.name}\n${query}`) }))
      .toSorted((a, b) => (a.weight < b.weight ? -1 : 1))
      .map(({ endpoint }) => endpoint);
    const least = own.toSorted((a, b) => a.load - b.load);
    const isOverloaded = own.length > 0 && own[0]!.load > least[0]!.load + slack;
    return [...(isOverloaded ? least : own), ...sick];
  }

  /** Refuses an endpoint that turns out to have another model than those before it. */
  function requireSameModel(endpoint: Endpoint): void {
    const own = identityOf(endpoint.scorer);
    const first = firstKnown();
    if (first !== endpoint && first?.answeredAs !== undefined && first.answeredAs !== own) {
      throw new OtherModelError(own, first.answeredAs);
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
    get revision() {
      return (firstKnown() ?? endpoints[0]!).scorer.revision;
    },
    async identify(signal) {
      await Promise.any(scorers.map(async (scorer) => scorer.identify?.(signal)));
    },
    findModelKind: (signal) =>
      Promise.any(scorers.map(async (scorer) => scorer.findModelKind?.(signal))),
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
  constructor(own: string, asked: string) {
    const cure = 'if it is the same model, give both endpoints one `model` and `revision`';
    const problem = `is not ${asked}, which another endpoint serves, so its scores are not mixed in; ${cure}`;
    super({ url: own, modelId: own, problem });
  }
}

/** Names a model with its revision. */
function identityOf({ modelId, revision }: Scorer): string {
  return revision === undefined ? modelId : `${modelId} (${revision})`;
}
