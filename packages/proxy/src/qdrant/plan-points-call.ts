import type { SkippedSummary } from '@lb-rerank/core';
import type { RerankingOptions } from '@lb-rerank/qdrant';
import { answerPoints, findPoints, isBatch, planPoints } from '@lb-rerank/qdrant/plans';
import type { Call, EngineContext, PlannedCall, Reply } from '../engine/engine.ts';
import { type Account, outcomeOfAll } from '../http/outcome-of.ts';
import { optionsOfRule, planByRule } from '../rules/plan-by-rule.ts';
import { ruleForCollection } from '../rules/rule-for.ts';
import { searchAsker } from './ask-searches.ts';
import { embeddedBody } from './embedded-body.ts';
import type { QdrantContext } from './qdrant-context.ts';
import { inSearches } from './replaced-documents.ts';
import { type AskedBody, askedBodyOf } from './asked-body.ts';
import { causeOf, replyOf } from './reply-of.ts';
import { rerankingOptions } from './reranking-options.ts';
import type { SearchForm } from './search-form.ts';
import { withoutMarks } from './shown-points.ts';

/** One search of a request, and why it is left alone, if it is. */
interface Search {
  readonly request: object;
  readonly skipped: SkippedSummary | undefined;
}

/**
 * Plans the searches of one request: their answer is the engine's own, whose points come in the new order.
 *
 * @throws SyntaxError for what is no request; InvalidRequestError for overrides that cannot be used; EmbeddingError where its texts cannot be embedded.
 */
export async function planPointsCall(
  call: Call,
  collection: string,
  form: SearchForm,
  context: QdrantContext,
): Promise<PlannedCall> {
  const read = askedBodyOf(call.body);
  const { overrides } = call;
  const found = ruleForCollection(context.rules, collection);
  const searches = searchesIn(read, form).map((request): Search => {
    const lack = form.lackIn(request);
    const own = lack === undefined ? found : { reason: lack };
    const { skipped } = planByRule(own, overrides, context.maxRankWindowSize, (options) =>
      planPoints(request, overrides || undefined, rerankingOptions(options, context)),
    );
    return { request, skipped };
  });
  const asked = await embeddedBody(read, inSearches, context.embed, call.signal);
  const { bare } = asked;
  const { rule } = found;
  if (rule === undefined || searches.every(({ skipped }) => skipped !== undefined)) {
    return { bare, left: outcomeOfAll(searches.map(({ skipped }) => skipped!)) };
  }
  const options = rerankingOptions(optionsOfRule(rule), context);
  return {
    bare,
    rerank: () => rerank({ call, collection, asked, searches, form, options }, context),
  };
}

/** All that searches are reranked by. */
interface PlannedSearches {
  readonly call: Call;
  readonly collection: string;
  readonly asked: AskedBody;
  readonly searches: readonly Search[];
  readonly form: SearchForm;
  readonly options: RerankingOptions;
}

async function rerank(
  { call, collection, asked, searches, form, options }: PlannedSearches,
  context: EngineContext,
): Promise<Reply> {
  const { overrides, signal } = call;
  const { ask, first } = searchAsker(call, asked, form, context);
  const found = await findPoints({
    collection,
    requests: searches.map(({ request, skipped }) => ({
      ...request,
      rerank: skipped ? (false as const) : overrides || undefined,
    })),
    ask,
    options,
    signal,
  }).catch((error: unknown) => {
    throw causeOf(error);
  });
  const results = await Promise.all(
    found.map(async (one, n): Promise<{ result: unknown; account: Account }> => {
      if (one.plan === undefined) {
        return { result: one.answer.result, account: searches[n]!.skipped! };
      }
      const { points, rerank: account } = await answerPoints(one.plan, one.answers, {
        reranker: context.reranker,
        signal,
      });
      const isMarked = context.hasMarks && account.scored > 0;
      const { result } = one.answers[0]!;
      return {
        result: form.resultWith(
          result,
          isMarked ? points : withoutMarks(points),
          isMarked ? account : undefined,
        ),
        account,
      };
    }),
  );
  const all = results.map(({ result }) => result);
  return replyOf(
    first(),
    form.isBatch ? all : all[0],
    results.map(({ account }) => account),
  );
}

/** Reads the searches of a request. @throws SyntaxError where they are none. */
function searchesIn({ body }: AskedBody, { isBatch: isList }: SearchForm): readonly object[] {
  if (!isList) return [body];
  const batch = body as { searches: object[] };
  if (!isBatch(batch)) throw new SyntaxError('a batch is a list of searches');
  return batch.searches;
}
