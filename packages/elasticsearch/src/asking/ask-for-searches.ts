import type { estypes } from '@elastic/elasticsearch';
import type { MsearchPlan, PlannedSearch } from '../plan/plan-msearch.ts';
import type { SearchPlan } from '../plan/plan-search.ts';
import { isNearer, lacksHits } from './nearer-answer.ts';
import { failureOfShards, mayDoWithLess, refusedPartOf } from './refused-part.ts';

/** The engine's answer to one of several searches, which may be one to a narrower plan than was asked for. */
export interface FoundSearch {
  readonly plan: SearchPlan<unknown> | undefined;
  readonly response: estypes.MsearchResponse['responses'][number];
  /** Why a narrower plan was taken. */
  readonly refusedPart?: Error | undefined;
}

type Response = FoundSearch['response'];

/** One search while it is asked for. */
interface Pending {
  readonly search: PlannedSearch;
  plan: SearchPlan<unknown> | undefined;
  found: FoundSearch | undefined;
  refusal: unknown;
}

/**
 * Asks the engine for several searches in one request, and once more for those that it could not do as they were widened, so that
 * the rank window never costs a caller's own page.
 *
 * @throws the client's own error of the callers' own requests, where these fail too.
 */
export async function askForSearches(
  plan: MsearchPlan,
  { ask, signal }: { ask: (request: object) => Promise<object>; signal: AbortSignal | undefined },
): Promise<{ answer: object; found: readonly FoundSearch[] | undefined }> {
  const all = plan.searches.map((search): Pending => ({
    search,
    plan: search.plan,
    found: undefined,
    refusal: undefined,
  }));
  let first: object | undefined;
  let asked = all;
  while (first === undefined || asked.length > 0) {
    let answer: object;
    try {
      answer = await ask(plan.requestFor(asked.map(linesOf)));
    } catch (error) {
      const narrower = asked.filter((search) => search.plan?.narrower !== undefined);
      if (narrower.length === 0 || !mayDoWithLess(error, signal)) {
        if (first === undefined) throw error;
        break;
      }
      for (const search of narrower) narrow(search, error);
      continue;
    }
    const responses = responsesIn(answer, asked.length);
    if (responses === undefined) {
      if (first === undefined) return { answer, found: undefined };
      break;
    }
    first ??= answer;
    asked = asked.filter((search, n) => isToBeAskedAgain(search, responses[n]!));
  }
  return { answer: first, found: all.map(({ found }) => found!) };
}

function linesOf({ search: { header, own }, plan }: Pending): { header: unknown; body: unknown } {
  return { header, body: plan?.request ?? own };
}

function narrow(search: Pending, refusal: unknown): void {
  search.refusal ??= refusal;
  search.plan = search.plan?.narrower;
}

/** Takes a response for a search unless it has a better one, and tells whether less is to be asked for. */
function isToBeAskedAgain(search: Pending, response: Response): boolean {
  const { plan, found } = search;
  if (found === undefined || isBetter({ plan, response }, found)) {
    const refusedPart =
      plan?.asksForLess === true ? refusedPartOf(search.refusal, search.search.plan!) : undefined;
    search.found = { plan, response, refusedPart };
  }
  const refusal = refusalIn(response);
  if (plan?.narrower === undefined || !mayDoWithLess(refusal, undefined)) return false;
  narrow(search, refusal);
  return true;
}

/** Finds what the engine says against a search, as an error of the client; undefined where it found all. */
function refusalIn(response: Response): Error | undefined {
  if ('hits' in response) return lacksHits(response) ? failureOfShards(response) : undefined;
  const { error, status } = response;
  return Object.assign(new Error(error?.reason ?? ''), {
    meta: { statusCode: status, body: { error } },
  });
}

/** Tells whether what was found for less is better; of two errors, the one of the request that is nearer to the caller's own. */
function isBetter(
  { plan, response }: Pick<FoundSearch, 'plan' | 'response'>,
  before: FoundSearch,
): boolean {
  if (!('hits' in before.response)) return true;
  return (
    'hits' in response &&
    plan !== undefined &&
    before.plan !== undefined &&
    isNearer({ response, page: plan.page }, { response: before.response, page: before.plan.page })
  );
}

/** Finds the response of each search; undefined for an engine's error, and where a `filter_path` left some of them out. */
function responsesIn(answer: object, count: number): readonly Response[] | undefined {
  const body = ('body' in answer && 'statusCode' in answer ? answer.body : answer) as object;
  if (!('responses' in body)) return undefined;
  const responses = body.responses as readonly Response[];
  return responses.length === count ? responses : undefined;
}
