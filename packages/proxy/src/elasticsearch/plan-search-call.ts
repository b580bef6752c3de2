import type { estypes } from '@elastic/elasticsearch';
import { answerSearch, askForPlan, type SearchPlan } from '@lb-rerank/elasticsearch/plans';
import type { Call, EngineContext, PlannedCall, Reply } from '../engine/engine.ts';
import type { Outcome } from '../http/outcome-headers.ts';
import { outcomeOf } from '../http/outcome-of.ts';
import { splicedText } from '../json/spliced.ts';
import { type AskedSearch, askedSearchOf, textOfPlanned } from './asked-search.ts';
import { type EngineAnswer, engineAnswerOf } from '../upstream/engine-answer.ts';
import { markHits } from './mark-hits.ts';
import { planAsked, type PlanContext } from './plan-asked.ts';
import type { SearchPlace, SearchUrl } from './search-in-url.ts';
import { shownResponse } from './shown-response.ts';
import { isJson } from './readable.ts';

/** Parameters of a URL that a plan says in the body instead, or that would leave out what is scored. */
const SOURCE = ['source', 'source_content_type'];
const MOVED = ['filter_path', 'from', 'size', ...SOURCE];

const REFUSED: Outcome = {
  outcome: 'skipped',
  reason: 'source is read where there is no body, and with its source_content_type in JSON',
};

/**
 * Plans one search: its answer is the engine's own response, whose hits come in the new order.
 *
 * @throws SyntaxError for what is no search; InvalidRequestError for overrides that cannot be used.
 */
export function planSearchCall(
  call: Call,
  { index, url }: SearchPlace,
  context: EngineContext & PlanContext,
): PlannedCall {
  if (isRefused(call, url)) return { bare: {}, left: REFUSED };
  const asked = askedSearchOf(bodyIn(call, url), call.overrides);
  const bare = asked.isCleaned ? { body: asked.source.text, url: url.without(SOURCE) } : {};
  const { source: _, source_content_type: __, ...params } = url.params;
  const request = { ...asked.body, ...params, ...(index !== undefined && { index }) };
  const merged = { request, querystring: params, index };
  const { plan, skipped } = planAsked(merged, asked.overrides, context);
  if (plan === undefined) return { bare, left: skipped };
  const ask = async (planned: estypes.SearchRequest) =>
    engineAnswerOf(await context.ask(call, questionOf(call, url, asked, request, planned)));
  return { bare, rerank: () => rerankSearch(plan, ask, call, context) };
}

async function rerankSearch(
  wanted: SearchPlan<unknown>,
  ask: (planned: estypes.SearchRequest) => Promise<EngineAnswer>,
  { signal }: Call,
  { reranker, hasMarks }: EngineContext,
): Promise<Reply> {
  const { plan, answer, refusedPart } = await askForPlan<unknown, EngineAnswer>(wanted, {
    ask,
    responseIn: ({ source }) =>
      'hits' in (source.value as object) ? (source.value as estypes.SearchResponse) : undefined,
    signal,
  });
  const { source } = answer;
  markHits(source.root, ['hits', 'hits'], plan.filterPath !== undefined);
  const found = source.value as estypes.SearchResponse;
  const response = await answerSearch(plan, found, { reranker, signal, refusedPart });
  return {
    answer: answer.answer,
    text: splicedText(source, shownResponse(response, hasMarks)),
    outcome: response.rerank
      ? outcomeOf(response.rerank)
      : { outcome: 'skipped', reason: 'the answer holds no hits' },
  };
}

/** Tells whether the engine takes no `source` here, or no type: each goes with the other, and without a body. */
function isRefused({ body }: Call, { params }: SearchUrl): boolean {
  const { source, source_content_type: type } = params;
  if (source === undefined) return type !== undefined;
  return body.trim() !== '' || !isJson(String(type));
}

/** Gives the text of a search, which may stand in the URL. */
function bodyIn({ body }: Call, { params }: SearchUrl): string {
  const inUrl = params['source'];
  return body.trim() === '' && typeof inUrl === 'string' ? inUrl : body;
}

function questionOf(
  { method, body }: Call,
  url: SearchUrl,
  asked: AskedSearch,
  request: estypes.SearchRequest,
  planned: estypes.SearchRequest,
) {
  const hasPage = planned.from !== request.from || planned.size !== request.size;
  const moved = hasPage ? MOVED : MOVED.filter((name) => name !== 'from' && name !== 'size');
  return {
    // What came without a body is not sent with one by a method that some servers between read none of.
    method: body === '' ? 'POST' : method,
    url: url.without(moved),
    body: textOfPlanned(asked, request, planned),
  };
}
