/** Formats a metric's value, to four places. */
export function metricText(value: number): string {
  return value.toFixed(4);
}

/** Formats a difference with its sign, to four places; what is nothing at that precision has no sign. */
export function signedText(value: number): string {
  if (isNothing(value)) return '0.0000';
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
}

/** Formats a p-value. One that is as small as the sampling can show is given by its bound. */
export function pValueText(value: number): string {
  return value < 0.001 ? '< 0.001' : value.toFixed(3);
}

/** Formats a count with its thousands apart. */
export function countText(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** Formats a part of a whole, in [0, 1]. */
export function percentText(value: number): string {
  return `${(value * 100).toFixed(1)}%`;
}

/** Formats a duration in the unit that suits it. */
export function durationText(milliseconds: number): string {
  return milliseconds < 10_000
    ? `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Tells a style sheet whether a difference is for the better, for the worse, or nothing at the precision that is shown. */
export function toneOf(difference: number): 'good' | 'bad' | 'soft' {
  if (isNothing(difference)) return 'soft';
  return difference < 0 ? 'bad' : 'good';
}

function isNothing(difference: number): boolean {
  return Math.abs(difference) < 0.000_05;
}
