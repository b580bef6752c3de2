import { ContextLengthError } from '../errors/context-length-error.ts';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import type { Scorer, ScoreRequest } from '../scorer/scorer.ts';
import type { Candidate } from './candidate.ts';
import type { StopWatch } from './early-stop.ts';
import { passagesOf } from './passages-of.ts';
import { scoreInBatches } from './score-in-batches.ts';
import { scoresOf } from './scores-of.ts';

/** The scores of a rank window by passage, the first failure among them, and where the rank window ended. */
export interface RankWindowScores {
  readonly scores: ReadonlyMap<string, LevelProbabilities>;
  readonly error: unknown;
  /** The number of candidates up to the end: all of the rank window, unless the watch ended it before. */
  readonly end: number;
}

/** The way in which the passages of a rank window are scored. */
export interface RankWindowScoring {
  readonly scorer: Scorer;
  readonly passagesPerCall: number;
  /** Ends the rank window early. Without one, all of it is handed over at once. */
  readonly watch: StopWatch | undefined;
  /** Told how many further passages have a score. */
  readonly onScored: ((pairs: number) => void) | undefined;
}

/**
 * Scores the passages of a rank window, each different one once.
 *
 * Under a watch it goes by waves: as many candidates as the watch is sure to want, and at least as many as fill a call. What a
 * wave scored beyond the end is not used, so that the end hangs on the scores alone.
 */
export async function scoreRankWindow(
  rankWindow: readonly Candidate<unknown>[],
  request: Omit<ScoreRequest, 'passages'>,
  { scorer, passagesPerCall, watch, onScored }: RankWindowScoring,
): Promise<RankWindowScores> {
  const scores = new Map<string, LevelProbabilities>();
  const asked = new Set<string>();
  let error: unknown;
  let end = 0;
  while (end < rankWindow.length) {
    const wave = nextWave(
      rankWindow.slice(end),
      asked,
      watch && { least: watch.least, passagesPerCall },
    );
    const wanted = { ...request, passages: wave.passages };
    const failure = await scoreInBatches(wanted, { scorer, passagesPerCall, scores, onScored });
    error ??= ofCandidate(failure, wave.passages, rankWindow);
    if (watch === undefined || request.signal?.aborted) break;
    for (const candidate of rankWindow.slice(end, end + wave.candidates)) {
      end += 1;
      if (passagesOf(candidate).length === 0) continue;
      if (watch.take(scoresOf(candidate, scores).score)) return { scores, error, end };
    }
  }
  return { scores, error, end: rankWindow.length };
}

/** Takes the next candidates: all of them, or at least so many and until their new passages fill a call. */
function nextWave(
  rest: readonly Candidate<unknown>[],
  asked: Set<string>,
  limits: { readonly least: number; readonly passagesPerCall: number } | undefined,
): { readonly candidates: number; readonly passages: readonly string[] } {
  const passages: string[] = [];
  let [candidates, withPassage] = [0, 0];
  for (const candidate of rest) {
    if (limits && withPassage >= limits.least && passages.length >= limits.passagesPerCall) break;
    const texts = passagesOf(candidate);
    candidates += 1;
    if (texts.length > 0) withPassage += 1;
    for (const text of texts) {
      const known = asked.size;
      // One look at the text, which takes as long as its length.
      if (asked.add(text).size > known) passages.push(text);
    }
  }
  return { candidates, passages };
}

/** Gives an error that names a passage the position of the first candidate that has it. */
function ofCandidate(
  error: unknown,
  passages: readonly string[],
  candidates: readonly Candidate<unknown>[],
): unknown {
  if (!(error instanceof ContextLengthError) || error.index === undefined) return error;
  const passage = passages[error.index]!;
  return error.at(candidates.findIndex((candidate) => passagesOf(candidate).includes(passage)));
}
