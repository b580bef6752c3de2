import { SCORE_FORMULAS, type ScoreFormula } from '@lb-rerank/evaluation';
import { InvalidArgumentError } from 'commander';
import { parseList } from './parse-list.ts';

/** Reads `expected,notebook`. @throws InvalidArgumentError where there is no such formula. */
export function parseFormulas(text: string): ScoreFormula[] {
  return parseList(text).map((name) => {
    if (Object.hasOwn(SCORE_FORMULAS, name)) return name as ScoreFormula;
    throw new InvalidArgumentError(`Known are ${Object.keys(SCORE_FORMULAS).join(', ')}.`);
  });
}
