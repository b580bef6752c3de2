import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createReranker } from '@lb-rerank/core';
import { SettingsError } from '../errors/settings-error.ts';
import { modelInWords, modelOriginOf } from '../origin/model-origin.ts';
import { openBackend } from '../scorer/open-backend.ts';
import { rerankerLimitsOf } from '../settings/reranker-limits-of.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { CommandContext } from '../terminal/command-context.ts';
import { type EngineOptions, openTriedEngine } from './open-tried-engine.ts';
import { sideBySide } from './side-by-side.ts';
import type { Trial, TriedEngine } from './trial.ts';
import { trialPage } from './trial-page.ts';

/** The options of `lb-rerank try`, beside the settings. */
export interface TrialOptions extends EngineOptions {
  readonly index: string;
  readonly passage?: readonly string[] | undefined;
  readonly depth: number;
  readonly places: number;
  readonly html?: string | undefined;
  readonly format: 'text' | 'json';
}

/**
 * Searches an index of the user's own, reranks the hits, and prints both orders.
 *
 * @throws SettingsError without passage fields, naming those that there are; the engine's and the model's errors.
 */
export async function runTrial(
  query: string,
  { index, passage, depth, places, html, format, ...engineOptions }: TrialOptions,
  settings: Settings,
  context: CommandContext,
): Promise<void> {
  const engine = await openTriedEngine(engineOptions, settings, context);
  if (passage === undefined) throw await missingPassage(engine, index);
  await using backend = await openBackend(settings, context);
  const { longPassages } = rerankerLimitsOf(settings);
  // Who tries it waits for a model that is slow at first, and sees how long it took.
  const reranker = createReranker({ scorer: backend.scorers, longPassages, deadlineMs: Infinity });
  const trial = await engine.search({ query, index, passage, depth }, reranker);
  const { error, ...rerank } = trial.rerank;
  if (rerank.outcome === 'fallback' && error !== undefined) throw error;
  const model = modelInWords(await modelOriginOf(backend, context.signal));
  const notice = noticeOf(trial, places);
  if (html !== undefined) {
    const page = trialPage(trial, { places, notice, model });
    await writeFile(resolve(context.folder, html), page);
  }
  if (format === 'json') {
    context.stdout.write(`${JSON.stringify({ ...trial, model, rerank }, null, 2)}\n`);
    return;
  }
  const columns = context.stdout.columns ?? 100;
  if (trial.hits.length > 0) context.stdout.write(`${sideBySide(trial, { places, columns })}\n\n`);
  context.stdout.write(`${notice}\n`);
  context.stderr.write(`${trial.source}; ${model}\n`);
}

async function missingPassage(engine: TriedEngine, index: string): Promise<SettingsError> {
  const fields = (await engine.textFields(index)).slice(0, 20).join(', ');
  const found = fields === '' ? `${index} has none` : `${index} has ${fields}`;
  const asked = '--passage: name the text fields that the model is to read, with commas';
  return new SettingsError(`${asked}; ${found}`);
}

/** Says what changed, in words. */
function noticeOf({ hits, rerank, tookMs }: Trial, places: number): string {
  if (hits.length === 0) return 'No hits: see that the query has words of the passage fields.';
  if (rerank.outcome === 'unscored') return `Nothing was reranked: ${rerank.reason}.`;
  const top = hits.slice(0, places);
  const came = top.filter(({ before }) => before > places).length;
  const first = hits[0]!.before;
  const changes = [
    first === 1 ? 'The first hit stays the first' : `The first hit was number ${first}`,
    `${came} of the first ${top.length} ${came === 1 ? 'comes' : 'come'} from further down`,
  ];
  const scored = `${rerank.scored} of ${hits.length} hits scored in ${(tookMs / 1000).toFixed(1)} s`;
  return `${changes.join('; ')}. ${scored}.`;
}
