/** TypeScript's own declarations do not have it yet; Node.js has since version 21. */
const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown };

/** The most digits that a score is written with: what is behind them is rounding of the model's arithmetic. */
const DIGITS = 15;

/** JavaScript writes numbers below this with an exponent. */
const LEAST_PLAIN = 1e-6;

/**
 * Gives a score so that JSON has it with a point and at most 15 digits, as in `0.5` and `1.0`: OpenSearch's `rerank`
 * processor fails on `0`, `1` and numbers of more than 18 characters.
 */
export function wireScore(score: number): number {
  const size = Math.abs(score);
  const digits = size < 1 ? DIGITS : DIGITS - Math.trunc(size).toString().length;
  const fixed = score.toFixed(digits);
  const rounded = Number(fixed);
  // Of nearly all scores JSON's own text is what is wanted, and the quickest.
  if (!Number.isInteger(rounded) && size >= LEAST_PLAIN) return rounded;
  const text = fixed.replace(/0+$/, '');
  return rawJSON(text.endsWith('.') ? `${text}0` : text) as number;
}
