import { BackendOutputError } from '../errors/backend-output-error.ts';
import { ContextLengthError } from '../errors/context-length-error.ts';
import { areProbabilities } from '../score/are-probabilities.ts';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import { placeOfScorer } from '../scorer/place-of-scorer.ts';
import type { Scorer, ScoreRequest } from '../scorer/scorer.ts';
import { allInTurns } from '../time/all-in-turns.ts';
import { untilAborted } from '../time/until-aborted.ts';

/** The way in which passages are scored batch by batch. */
interface BatchedScoring {
  readonly scorer: Scorer;
  readonly passagesPerCall: number;
  /** Takes what was scored, by passage. */
  readonly scores: Map<string, LevelProbabilities>;
  /** Told how many further passages have a score. */
  readonly onScored: ((pairs: number) => void) | undefined;
}

/**
 * Scores passages batch by batch, so that a failure or a deadline costs single batches and never the whole rank window. An
 * answer that is no distribution over the levels counts as a failure of its pair.
 *
 * All batches are handed over without waiting for answers, in order; how many run side by side is the scorer's business.
 *
 * @returns the first failure among the batches, if any
 */
export async function scoreInBatches(
  { passages, ...request }: ScoreRequest,
  { scorer, passagesPerCall, scores, onScored }: BatchedScoring,
): Promise<unknown> {
  const batches = Array.from({ length: Math.ceil(passages.length / passagesPerCall) }, (_, batch) =>
    passages.slice(batch * passagesPerCall, (batch + 1) * passagesPerCall),
  );
  const answers = await allInTurns(batches, async (batch) => {
    const answer = await settled(scorer.score({ ...request, passages: batch }), request.signal);
    if (answer.status === 'fulfilled') onScored?.(batch.length);
    return answer;
  });

  let error: unknown;
  for (const [batch, answer] of answers.entries()) {
    if (answer.status === 'rejected') {
      error ??= placed(answer.reason, batch * passagesPerCall);
      continue;
    }
    const batched = batches[batch]!;
    const isWhole = answer.value.length === batched.length;
    for (const [position, passage] of batched.entries()) {
      const probabilities = answer.value[position];
      if (isWhole && areProbabilities(probabilities)) scores.set(passage, probabilities);
      else error ??= unusable(scorer, isWhole);
    }
  }
  return error;
}

/** Gives an error that names a passage by its position in a batch the position among all of them. */
function placed(error: unknown, offset: number): unknown {
  const isOfPassage = error instanceof ContextLengthError && error.index !== undefined;
  return isOfPassage ? error.at(offset + error.index) : error;
}

function unusable(scorer: Scorer, isWhole: boolean): BackendOutputError {
  const problem = isWhole
    ? 'gave something other than seven probabilities'
    : 'did not answer for each passage once';
  return new BackendOutputError({ url: placeOfScorer(scorer), modelId: scorer.modelId, problem });
}

function settled<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<PromiseSettledResult<T>> {
  return untilAborted(work, signal).then(
    (value) => ({ status: 'fulfilled', value }),
    (reason: unknown) => ({ status: 'rejected', reason }),
  );
}
