import { resolve } from 'node:path';
import {
  createDocumentStore,
  MalformedFileError,
  readCorpus,
  readQueries,
  requireReadableFile,
  type TextFields,
} from '@lb-rerank/evaluation';
import type { CommandContext } from '../terminal/command-context.ts';
import { noticesTo } from '../terminal/notices-to.ts';
import { SettingsError } from '../errors/settings-error.ts';
import type { BulkItem } from './lines/bulk-item.ts';
import { readJsonlItems } from './lines/read-jsonl-items.ts';
import { readRunItems } from './lines/read-run-items.ts';
import { type BadLineOptions, type BadLines, openBadLines } from './refused/bad-lines.ts';

/** The files that a bulk job reads, and the fields of their lines that hold texts. */
export interface JobFiles extends BadLineOptions, Pick<TextFields, 'queryField'> {
  /** JSONL, or a TREC run where the other two are named. */
  readonly input: string;
  readonly queries?: string | undefined;
  readonly corpus?: string | undefined;
  /** The results of a batch, which the job reads too. */
  readonly results?: readonly string[] | undefined;
  /** @default standard output */
  readonly output?: string | undefined;
  readonly passageField?: readonly string[] | undefined;
}

/** A job's items, and what has to be let go of after them. */
export interface JobItems extends AsyncDisposable {
  readonly kind: 'jsonl' | 'run';
  readonly input: string;
  /** The paths of all that is read, the input's among them. */
  readonly files: readonly string[];
  /** The items of the lines that can be used. */
  readonly items: AsyncIterable<BulkItem>;
  /** Puts the lines that cannot be used into their file, and tells the user of them. To be called when all items are done. */
  commitRefused(): Promise<void>;
}

/**
 * Opens the files of a job.
 *
 * @throws SettingsError where a run comes without its texts; UnreadableFileError where there is no such input.
 */
export async function openJobItems(job: JobFiles, context: CommandContext): Promise<JobItems> {
  const at = (path: string) => resolve(context.folder, path);
  const input = at(job.input);
  // Before an output is made for it, texts are stored or a model is loaded.
  await requireReadableFile(job.input, input);
  for (const path of job.results ?? []) await requireReadableFile(`--results ${path}`, at(path));
  const files = [input, ...(job.results ?? []).map(at)];
  const texts = await textsOf(job, context);
  if (texts === undefined) {
    if (!/\.jsonl(?:\.gz)?$/.test(input)) {
      throw new SettingsError(
        `${job.input}: its name does not end in .jsonl or .jsonl.gz, as pairs do; if it is a TREC run, name its texts by --queries and --corpus`,
      );
    }
    const badLines = await openBadLines({ ...job, files, kind: 'jsonl' }, context);
    const { queryField, passageField: passageFields } = job;
    const { onMalformed } = badLines;
    const items = readJsonlItems(input, { queryField, passageFields, onMalformed });
    return jobItems({ kind: 'jsonl', input, files, items, badLines });
  }
  files.push(texts.queriesPath, texts.corpusPath);
  const badLines = await openBadLines({ ...job, files, kind: 'run' }, context);
  const { queries, documents } = await readTexts(texts, job, context);
  const onNotice = noticesTo(context);
  const { onMalformed } = badLines;
  const items = readRunItems({ path: input, queries, documents, onNotice, onMalformed });
  return jobItems({ kind: 'run', input, files, items, badLines, documents });
}

/** The paths of the texts of a run. */
interface TextPaths {
  readonly queriesPath: string;
  readonly corpusPath: string;
}

/** Resolves the paths of a run's texts; undefined for pairs, which have theirs on their lines. */
async function textsOf(
  { queries, corpus }: JobFiles,
  { folder }: CommandContext,
): Promise<TextPaths | undefined> {
  if (queries === undefined && corpus === undefined) return undefined;
  if (queries === undefined || corpus === undefined) {
    const missing = queries === undefined ? '--queries' : '--corpus';
    throw new SettingsError(
      `${missing}: is missing; the texts of a run are named by --queries and --corpus`,
    );
  }
  const [queriesPath, corpusPath] = [resolve(folder, queries), resolve(folder, corpus)];
  await requireReadableFile(`--queries ${queries}`, queriesPath);
  await requireReadableFile(`--corpus ${corpus}`, corpusPath);
  return { queriesPath, corpusPath };
}

async function readTexts(
  { queriesPath, corpusPath }: TextPaths,
  { queries: named, queryField, passageField: passageFields }: JobFiles,
  { signal }: CommandContext,
) {
  const queries = await readQueries(queriesPath, { queryField });
  if (queries.size === 0) {
    throw new MalformedFileError({ path: named ?? queriesPath, problem: 'holds no query' });
  }
  const documents = await createDocumentStore(readCorpus(corpusPath, { passageFields }), signal);
  return { queries, documents };
}

function jobItems({
  items,
  badLines,
  documents,
  ...job
}: Pick<JobItems, 'kind' | 'input' | 'files' | 'items'> & {
  readonly badLines: BadLines;
  readonly documents?: Disposable;
}): JobItems {
  return {
    ...job,
    items: usableOf(items, badLines),
    commitRefused: () => badLines.commit(),
    async [Symbol.asyncDispose]() {
      documents?.[Symbol.dispose]();
      await badLines[Symbol.asyncDispose]();
    },
  };
}

async function* usableOf(
  items: AsyncIterable<BulkItem>,
  badLines: BadLines,
): AsyncGenerator<BulkItem, void, undefined> {
  let count = 0;
  for await (const item of items) {
    count += 1;
    yield item;
  }
  badLines.requireUsable(count);
}
