import { metricOf, SCORE_FORMULAS, type ScoreFormula } from '@lb-rerank/evaluation';
import { InvalidArgumentError } from 'commander';
import type { NamedLocation, Threshold } from '../evaluation/evaluation-options.ts';
import { parseList } from './parse-list.ts';
import { requireAddress } from './require-address.ts';

/** Reads `expected,notebook`. @throws InvalidArgumentError where there is no such formula. */
export function parseFormulas(text: string): ScoreFormula[] {
  return parseList(text).map((name) => {
    if (Object.hasOwn(SCORE_FORMULAS, name)) return name as ScoreFormula;
    throw new InvalidArgumentError(`Known are ${Object.keys(SCORE_FORMULAS).join(', ')}.`);
  });
}

/** Reads scores with commas between them. @throws InvalidArgumentError where one is no number from 1 to 7. */
export function parseLevels(text: string): number[] {
  return parseList(text).map((value) => {
    if (/^[1-7](?:\.\d+)?$/.test(value) && Number(value) <= 7) return Number(value);
    throw new InvalidArgumentError('They must be numbers from 1 to 7.');
  });
}

/** Reads `ndcg@10,map`. @throws InvalidArgumentError where there is no such metric. */
export function parseMetrics(text: string): string[] {
  const metrics = parseList(text);
  for (const metric of metrics) requireMetric(metric);
  return metrics;
}

/** Reads the price of an hour. @throws InvalidArgumentError where it is no number of 0 or more. */
export function parsePrice(text: string): number {
  const price = Number(text);
  if (text.trim() === '' || !(price >= 0 && price < Infinity)) {
    throw new InvalidArgumentError('It must be a number, 0 or more.');
  }
  return price;
}

/** Reads `name=http://127.0.0.1:8000/v1`, once more each time the option is given. */
export function parseSystem(text: string, earlier: readonly NamedLocation[] = []): NamedLocation[] {
  const { name, location } = /^(?<name>[\w.-]+)=(?<location>.+)$/.exec(text)?.groups ?? {};
  if (name === undefined || location === undefined) {
    throw new InvalidArgumentError('It must be name=address or name=file, such as q8=model.gguf.');
  }
  if (earlier.some((system) => system.name === name)) {
    throw new InvalidArgumentError(`There are two systems of the name ${name}.`);
  }
  if (/^https?:/.test(location)) requireAddress(`--system ${name}`, location);
  return [...earlier, { name, location }];
}

/** Reads `ndcg@10=0.70`, once more each time the option is given. */
export function parseThreshold(text: string, earlier: readonly Threshold[] = []): Threshold[] {
  const [metric = '', least = ''] = text.split('=');
  requireMetric(metric);
  if (!/^(?:0?\.\d+|[01](?:\.\d+)?)$/.test(least)) {
    throw new InvalidArgumentError('It must be metric=value, such as ndcg@10=0.70.');
  }
  return [...earlier, { metric, least: Number(least) }];
}

/** @throws InvalidArgumentError where there is no metric of that name. */
function requireMetric(metric: string): void {
  try {
    metricOf(metric);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
