import { InvalidArgumentError } from '@commander-js/extra-typings';
import { duration } from './duration.ts';

/** Reads `30d` as that long from now, or `2031-01-31` or `2031-01-31T12:00:00Z` as that time, dates at midnight in UTC. */
export function endTime(text: string): Date {
  const isDate = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/;
  const date = new Date(isDate.test(text.trim()) ? text.trim() : Number.NaN);
  const end = Number.isNaN(date.getTime()) ? afterNow(text) : date;
  if (!(end.getTime() > Date.now())) {
    throw new InvalidArgumentError('It must be a time to come.');
  }
  return end;
}

function afterNow(text: string): Date {
  try {
    return new Date(Date.now() + duration(text));
  } catch {
    throw new InvalidArgumentError(
      'It must be a time such as 12h or 30d from now, or a date such as 2031-01-31 or 2031-01-31T12:00:00Z.',
    );
  }
}
