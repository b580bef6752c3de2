import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { createReranker, RetrievalError } from '@lb-rerank/core';
import { replaceFile } from '@lb-rerank/core/files';
import { SettingsError } from '../errors/settings-error.ts';
import { modelInWords, modelOriginOf } from '../origin/model-origin.ts';
import { openBackend } from '../scorer/open-backend.ts';
import { rerankerLimitsOf } from '../settings/reranker-limits-of.ts';
import type { SourcedSettings } from '../settings/read-settings.ts';
import type { CommandContext } from '../terminal/command-context.ts';
import { type EngineOptions, openTriedEngine } from './open-tried-engine.ts';
import { sideBySide } from './side-by-side.ts';
import type { IndexFields, Trial } from './trial.ts';
import { trialPage } from './trial-page.ts';

/** Text fields that an error lists. */
const MOST_FIELDS = 20;

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
  { index, passage: asked, depth, places, html, format, ...engineOptions }: TrialOptions,
  sourced: SourcedSettings,
  context: CommandContext,
): Promise<void> {
  const { settings } = sourced;
  if (query.trim() === '') throw new SettingsError('query: must not be blank');
  const page = html === undefined ? undefined : await writablePath(html, context.folder);
  const engine = await openTriedEngine(engineOptions, sourced, context);
  const fields = await engine.fieldsOf(index).catch((error: unknown) => {
    // Who may search need not be allowed to look at the mapping.
    if (asked !== undefined && error instanceof RetrievalError && error.status === 403)
      return undefined;
    throw error;
  });
  const passage = fields === undefined ? asked! : requirePassage(asked, index, fields);
  await using backend = await openBackend(settings, context);
  const { longPassages } = rerankerLimitsOf(settings);
  // Who tries it waits for a model that is slow at first, and sees how long it took.
  const reranker = createReranker({ scorer: backend.scorers, longPassages, deadlineMs: Infinity });
  const trial = await engine.search({ query, index, passage, depth }, reranker);
  const { error, ...rerank } = trial.rerank;
  if (rerank.outcome === 'fallback' && error !== undefined) throw error;
  const model = modelInWords(await modelOriginOf(backend, context.signal));
  const notice = noticeOf(trial, places);
  if (page !== undefined) await replaceFile(page, trialPage(trial, { places, notice, model }));
  if (format === 'json') {
    context.stdout.write(`${plainJson({ ...trial, model, rerank })}\n`);
    return;
  }
  const columns = context.stdout.columns ?? 100;
  if (trial.hits.length > 0) context.stdout.write(`${sideBySide(trial, { places, columns })}\n\n`);
  context.stdout.write(`${notice}\n`);
  context.stderr.write(`${trial.source}; ${model}\n`);
}

/** Checks the passage fields before the model is loaded. @throws SettingsError naming those that there are. */
function requirePassage(
  asked: readonly string[] | undefined,
  index: string,
  { text, has }: IndexFields,
): readonly string[] {
  const unknown = asked?.filter((field) => !has(field));
  if (asked !== undefined && unknown?.length === 0) return asked;
  const shown = text.slice(0, MOST_FIELDS).join(', ');
  const found = shown === '' ? `${index} has none` : `${index} has ${shown}`;
  const wanted = 'name the text fields that the model is to read, with commas';
  throw new SettingsError(
    unknown === undefined
      ? `--passage: ${wanted}; ${found}`
      : `--passage: ${index} has no field ${unknown.join(', ')}; ${wanted}: ${found}`,
  );
}

/** Gives the path of a file that is to be written, before any work for it. @throws SettingsError where there is no such folder. */
async function writablePath(file: string, folder: string): Promise<string> {
  const path = resolve(folder, file);
  const isFolder = async (one: string) => (await stat(one).catch(() => undefined))?.isDirectory();
  if (await isFolder(path)) throw new SettingsError(`--html: ${file} is a folder`);
  if (await isFolder(dirname(path))) return path;
  throw new SettingsError(`--html: there is no folder ${dirname(file)}`);
}

/** Writes JSON that a terminal shows as it is, whatever control characters and marks of direction documents hold. */
function plainJson(value: object): string {
  return JSON.stringify(value, null, 2).replaceAll(
    /[\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Says what changed, in words. */
function noticeOf({ hits, rerank, tookMs }: Trial, places: number): string {
  if (hits.length === 0) return 'No hits: nothing that is searched has to do with the query.';
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
