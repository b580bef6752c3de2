import { InvalidArgumentError } from '@commander-js/extra-typings';

const UNITS_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Reads `90s`, `30m`, `24h` or `7d` as milliseconds. @throws InvalidArgumentError for anything else. */
export function duration(text: string): number {
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text.trim()) ?? [];
  const unitMs = UNITS_MS[unit];
  if (unitMs === undefined) {
    throw new InvalidArgumentError('It must be a time such as 90s, 30m, 24h or 7d; 0s is none.');
  }
  return Number(count) * unitMs;
}
