import type { Logger } from 'pino';
import type { Outcome } from '../http/outcome-headers.ts';
import { AnswerTooLargeError, UpstreamError } from '../upstream/upstream-errors.ts';

/**
 * Gives the outcome of a search that is left to the engine after all, because it could not be reranked.
 *
 * @throws what would befall the search as it came just as well: the engine is away.
 */
export function outcomeOfFailure(error: unknown, logger: Logger): Outcome {
  if (error instanceof UpstreamError) throw error;
  if (error instanceof AnswerTooLargeError) return { outcome: 'skipped', reason: error.message };
  const name = error instanceof Error ? error.name : typeof error;
  const reason =
    error instanceof SyntaxError ? "the engine's answer is no JSON" : `reranking failed (${name})`;
  // The message of an error that is not ours may quote a document.
  logger.error({ error: name, stack: framesOf(error) }, 'search left to the engine');
  return { outcome: 'fallback', reason };
}

function framesOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const lines = error.stack?.replace(error.message, '').split('\n') ?? [];
  return lines.filter((line) => line.startsWith('    at ')).join('\n');
}
