import type { estypes } from '@elastic/elasticsearch';
import {
  answerMsearch,
  askForSearches,
  type MsearchPlan,
  type PlannedSearch,
} from '@lb-rerank/elasticsearch/plans';
import type { Call, EngineContext, PlannedCall, Reply } from '../engine/engine.ts';
import type { Outcome } from '../http/outcome-headers.ts';
import { outcomeOf, outcomeOfAll } from '../http/outcome-of.ts';
import { markElements } from '../json/json-source.ts';
import { splicedText } from '../json/spliced.ts';
import { type AskedSearch, askedSearchOf, textOfPlanned } from './asked-search.ts';
import { type EngineAnswer, engineAnswerOf } from '../upstream/engine-answer.ts';
import { markHits } from './mark-hits.ts';
import { type MergedSearch, planAsked, type PlanContext } from './plan-asked.ts';
import type { SearchPlace } from './search-in-url.ts';
import { type AccountedResponse, shownResponses } from './shown-response.ts';

/** One of several searches: its lines as they came, and what they say. */
interface SearchLines {
  readonly header: string;
  readonly asked: AskedSearch;
  readonly merged: MergedSearch;
}

type Ask = (body: string) => Promise<EngineAnswer>;

/** The outcome of a search that the engine could not do, or that a rule does not fit. */
const FAILED: Outcome = { outcome: 'skipped', reason: 'the engine could not do a search' };

/**
 * Plans several searches of one request, each by the rule of its own index.
 *
 * @throws as `planSearchCall` does.
 */
export function planMsearchCall(
  call: Call,
  { index, url }: SearchPlace,
  context: EngineContext & PlanContext,
): PlannedCall {
  const lines = linesOf(call, index);
  const searches = lines.map((search): PlannedSearch => {
    const { plan, skipped } = planAsked(search.merged, search.asked.overrides, context);
    return { header: search, own: undefined, plan, skipped };
  });
  const isCleaned = lines.some(({ asked }) => asked.isCleaned);
  const bare = isCleaned ? { body: searches.map(({ header }) => textOf(header)).join('') } : {};
  if (searches.every(({ plan }) => plan === undefined)) {
    return { bare, left: outcomeOfAll(searches.map(({ skipped }) => skipped!)) };
  }
  const filterPath = url.params['filter_path'] as string | undefined;
  const plan = { searches, requestFor: (asked: object) => ({ asked }), filterPath };
  const ask: Ask = async (body) =>
    engineAnswerOf(
      await context.ask(call, { method: call.method, url: url.without(['filter_path']), body }),
    );
  return { bare, rerank: () => rerankMsearch(plan, ask, call, context) };
}

async function rerankMsearch(
  plan: MsearchPlan,
  ask: Ask,
  { signal }: Call,
  { reranker, hasMarks }: EngineContext,
): Promise<Reply> {
  const answers = new Map<object, EngineAnswer>();
  const { answer: first, found } = await askForSearches(plan, {
    ask: async (request) => {
      const { asked } = request as { asked: readonly { header: unknown; body: unknown }[] };
      const answer = await ask(asked.map(({ header, body }) => textOf(header, body)).join(''));
      const value = answer.source.value as object;
      const { root } = answer.source;
      markElements(root, ['responses']);
      markHits(root, ['responses', '*', 'hits', 'hits'], plan.filterPath !== undefined);
      answers.set(value, answer);
      return value;
    },
    signal,
  });
  const { answer, source } = answers.get(first)!;
  if (found === undefined) return { answer, outcome: outcomeOfAll([]) };
  const dependencies = { reranker, signal };
  const all = await answerMsearch(plan, first as estypes.MsearchResponse, found, dependencies);
  const responses = (all.responses ?? []) as AccountedResponse[];
  return {
    answer,
    text: splicedText(source, {
      ...all,
      responses: shownResponses(responses, hasMarks, plan.filterPath !== undefined),
    }),
    outcome: outcomeOfAll(responses.map(({ rerank }) => (rerank ? outcomeOf(rerank) : FAILED))),
  };
}

/** The part of a header that says where a search looks. */
type Header = Readonly<Partial<Record<'index' | 'indices', string | string[]>>>;

/** Reads the lines of several searches, a header and a body in turn. @throws SyntaxError where they are none. */
function linesOf({ body, overrides }: Call, index: string | undefined): SearchLines[] {
  if (!body.endsWith('\n')) throw new SyntaxError('the last line ends with a line break');
  const lines = body.replace(/\r?\n$/, '').split('\n');
  if (lines.length % 2 === 1) throw new SyntaxError('searches are two lines each');
  return Array.from({ length: lines.length / 2 }, (_, n) => {
    const header = lines[2 * n]!;
    const told = header.trim() === '' ? {} : ((JSON.parse(header) as Header | null) ?? {});
    const named = [told.index ?? told.indices ?? index ?? []].flat().join(',');
    const text = lines[2 * n + 1]!;
    if (text.trim() === '') throw new SyntaxError('a search has no body');
    const asked = askedSearchOf(text, overrides);
    const request = { ...asked.body, ...(named !== '' && { index: named }) };
    const merged = { request, querystring: {}, index: named === '' ? undefined : named };
    return { header, asked, merged };
  });
}

/** Writes the two lines of a search, as its caller did or as a plan asks it. */
function textOf(search: unknown, planned?: unknown): string {
  const { header, asked, merged } = search as SearchLines;
  const body =
    planned === undefined
      ? asked.source.text
      : textOfPlanned(asked, merged.request, planned as estypes.SearchRequest);
  return `${header}\n${body}\n`;
}
