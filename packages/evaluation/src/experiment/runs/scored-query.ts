import type { Hit } from '../../first-stage/hit.ts';
import type { ScoreFormula } from './score-formula.ts';

/** One query's candidates and what one second stage made of them. */
export interface ScoredQuery {
  readonly queryId: string;
  /** Best first, as the first stage gave them, without their texts. */
  readonly hits: readonly Pick<Hit, 'id' | 'score'>[];
  /** Formula -> score of each hit, in their order; null for a hit without text. */
  readonly scores: Readonly<Record<ScoreFormula, readonly (number | null)[]>>;
}
