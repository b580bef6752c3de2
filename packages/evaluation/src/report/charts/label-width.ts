/** Pixels of one character of a chart's font, about: nothing here can measure one. */
const CHARACTER = 6.4;
const TICK = 14;

/** Estimates the room that labels at the left of a chart take, in pixels. */
export function labelWidth(labels: readonly string[]): number {
  return TICK + Math.max(...labels.map(({ length }) => length)) * CHARACTER;
}
