import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { type SkippedSearch, skippedChannel } from '../telemetry/channels.ts';
import { instruments } from '../telemetry/instruments.ts';
import type { SkippedSummary } from '../wire/skipped-summary.ts';
import { warnOnce } from './warnings/warn-once.ts';
import type { AdapterOptions } from './adapter-options.ts';

/** The way a search is answered: by a plan, or by the engine alone, marked with why. */
export type PlanOrSkipped<TPlan> =
  | { readonly plan: TPlan; readonly skipped?: undefined }
  | { readonly plan?: undefined; readonly skipped: SkippedSummary };

/** The conditions of {@link planOrSkip}. */
export interface SkipOptions extends Pick<AdapterOptions<unknown>, 'whenNotRerankable'> {
  /** Whether the call itself asks for reranking, by `rerank: { … }`; it is then refused rather than skipped. */
  readonly isAsked: boolean;
}

/**
 * Plans a search, or tells why it is skipped, so that a wrapped client never refuses what the bare one answers. Skipped
 * searches are counted in the telemetry, and the first for each argument is warned of, by `LB_RERANK_SKIPPED`.
 *
 * @throws what `plan` throws, where the call asks for reranking, or the client is to refuse.
 *
 * @example
 * ```ts
 * import { planOrSkip, theOneText } from '@lb-rerank/core/adapter';
 *
 * const listing = planOrSkip(() => theOneText([], ['match_all']), { isAsked: false });
 * console.log(listing.skipped?.outcome); // skipped
 * ```
 */
export function planOrSkip<TPlan>(
  plan: () => TPlan,
  { isAsked, whenNotRerankable = 'skip' }: SkipOptions,
): PlanOrSkipped<TPlan> {
  try {
    return { plan: plan() };
  } catch (error) {
    const isOurs = error instanceof InvalidRequestError;
    if (!isOurs || isAsked || whenNotRerankable === 'refuse') throw error;
    instruments().skipped.add(1, { 'lb_rerank.argument': error.argument });
    if (skippedChannel.hasSubscribers) {
      skippedChannel.publish({ argument: error.argument } satisfies SkippedSearch);
    }
    const message = `A search was answered without reranking: see \`rerank.reason\` of its answer, which is about ${error.argument}. Pass \`rerank: false\` where that is meant, or \`whenNotRerankable: 'refuse'\` to get an error.`;
    warnOnce({ code: 'LB_RERANK_SKIPPED', message });
    return { skipped: { outcome: 'skipped', reason: error.message } };
  }
}
