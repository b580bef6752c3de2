import { InvalidRequestError, type SkippedSummary } from '@lb-rerank/core';
import {
  type PlanOrSkipped,
  type RerankOverrides,
  rerankSettingsOf,
} from '@lb-rerank/core/adapter';
import type { Overrides } from '../http/overrides-of.ts';
import type { ProxyRule } from './proxy-rule.ts';
import type { RuleOrReason } from './rule-for.ts';

/** The part of a rule that says how, as the adapters take it beside their reranker. */
export type RuleOptions = Omit<ProxyRule, 'index' | 'isOn'>;

/** Gives a rule without what it holds for. */
export function optionsOfRule(rule: ProxyRule): RuleOptions {
  const { index: _, isOn: __, ...options } = rule;
  return options;
}

/**
 * Plans how a search is reranked, by its rule and its own word.
 *
 * @param plan an adapter's way to plan it, by the rule's options
 * @returns the reason where it is left alone
 * @throws InvalidRequestError for overrides that cannot be used.
 */
export function planByRule<TPlan>(
  { rule, reason }: RuleOrReason,
  overrides: Overrides,
  maxRankWindowSize: number,
  plan: (options: RuleOptions) => TPlan,
): PlanOrSkipped<TPlan> {
  if (overrides === false) return skippedFor('the search says that it is left alone');
  if (rule === undefined) return skippedFor(reason);
  requireUsable(overrides, maxRankWindowSize);
  try {
    // Without `planOrSkip`, whose warning names what only an application can do; the metrics count what is skipped.
    return { plan: plan(optionsOfRule(rule)) };
  } catch (error) {
    // A search that cannot be reranked is not worse for having asked for it; a word that cannot be used is told.
    if (!(error instanceof InvalidRequestError) || isOfOverrides(error, overrides)) throw error;
    return skippedFor(error.message);
  }
}

function skippedFor(reason: string): { skipped: SkippedSummary } {
  return { skipped: { outcome: 'skipped', reason } };
}

/** Refuses overrides that no search can have, whatever it says, and those that ask for more than callers may. @throws InvalidRequestError. */
function requireUsable(overrides: RerankOverrides | undefined, maxRankWindowSize: number): void {
  if (overrides === undefined) return;
  const { rankWindowSize: asked = 1 } = overrides;
  rerankSettingsOf(overrides, {}, () => 'what the search says');
  if (asked > maxRankWindowSize) {
    throw new InvalidRequestError(
      'rank_window_size',
      `must be at most ${maxRankWindowSize} here: ask whoever runs the proxy for a larger maxRankWindowSize`,
    );
  }
}

function isOfOverrides({ argument }: InvalidRequestError, overrides: Overrides): boolean {
  const [, name = argument] = /^rerank\.(\w+)/.exec(argument) ?? [];
  return overrides !== false && overrides !== undefined && name in overrides;
}
