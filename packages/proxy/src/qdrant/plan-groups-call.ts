import { planGroups, rerankGroups } from '@lb-rerank/qdrant/plans';
import type { Schemas } from '@qdrant/js-client-rest';
import type { Call, PlannedCall } from '../engine/engine.ts';
import { markElements } from '../json/json-source.ts';
import { planByRule } from '../rules/plan-by-rule.ts';
import { ruleForCollection } from '../rules/rule-for.ts';
import type { EngineAnswer } from '../upstream/engine-answer.ts';
import { askEngine, resultOf } from './ask-searches.ts';
import { askedBodyOf } from './asked-body.ts';
import { embeddedBody } from './embedded-body.ts';
import type { QdrantContext } from './qdrant-context.ts';
import { inSearches } from './replaced-documents.ts';
import { causeOf, replyOf } from './reply-of.ts';
import { rerankingOptions } from './reranking-options.ts';
import type { SearchForm } from './search-form.ts';
import { withoutMarks } from './shown-points.ts';

/**
 * Plans a search for groups: its answer is the engine's own, whose groups, and the points in each, come in the new order.
 *
 * @throws SyntaxError for what is no request; InvalidRequestError for overrides that cannot be used; EmbeddingError where its texts cannot be embedded.
 */
export async function planGroupsCall(
  call: Call,
  collection: string,
  lackIn: SearchForm['lackIn'],
  context: QdrantContext,
): Promise<PlannedCall> {
  const read = askedBodyOf(call.body);
  const { body } = read;
  const { overrides, signal } = call;
  const { hasMarks, rules, maxRankWindowSize } = context;
  const reason = lackIn(body);
  const found = reason === undefined ? ruleForCollection(rules, collection) : { reason };
  const { plan: options, skipped } = planByRule(found, overrides, maxRankWindowSize, (given) => {
    const own = rerankingOptions(given, context);
    planGroups(body, overrides || undefined, own);
    return own;
  });
  const { textOf, bare } = await embeddedBody(read, inSearches, context.embed, signal);
  if (skipped) return { bare, left: skipped };

  const rerank = async () => {
    let last: EngineAnswer | undefined;
    const response = await rerankGroups({
      collection,
      request: { ...body, rerank: overrides || undefined },
      ask: async (asked) => {
        last = await askEngine(call, textOf(asked), context);
        markElements(last.source.root, ['result', 'groups', '*', 'hits']);
        return (resultOf(last) ?? {}) as Schemas['GroupsResult'];
      },
      options,
      signal,
    }).catch((error: unknown) => {
      throw causeOf(error);
    });
    const { groups, rerank: account, ...rest } = response;
    const isMarked = hasMarks && 'scored' in account && account.scored > 0;
    const shown = isMarked
      ? { ...response }
      : {
          ...rest,
          groups: groups.map(({ hits, ...group }) => ({ ...group, hits: withoutMarks(hits) })),
        };
    // What was asked last is what was answered.
    return replyOf(last!, shown, [account]);
  };
  return { bare, rerank };
}
