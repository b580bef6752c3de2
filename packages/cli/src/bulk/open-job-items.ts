import { resolve } from 'node:path';
import {
  createDocumentStore,
  MalformedFileError,
  readCorpus,
  readQueries,
  requireReadableFile,
} from '@lb-rerank/evaluation';
import type { CommandContext } from '../terminal/command-context.ts';
import { noticesTo } from '../terminal/notices-to.ts';
import { SettingsError } from '../errors/settings-error.ts';
import type { BulkItem } from './bulk-item.ts';
import { readJsonlItems } from './read-jsonl-items.ts';
import { readRunItems } from './read-run-items.ts';

/** The files that a bulk job reads. */
export interface JobFiles {
  /** JSONL, or a TREC run where the other two are named. */
  readonly input: string;
  readonly queries?: string | undefined;
  readonly corpus?: string | undefined;
}

/** A job's items, and what has to be let go of after them. */
export interface JobItems extends Disposable {
  readonly kind: 'jsonl' | 'run';
  readonly input: string;
  /** The paths of all that is read, the input's among them. */
  readonly files: readonly string[];
  readonly items: AsyncIterable<BulkItem>;
}

/**
 * Opens the files of a job.
 *
 * @throws SettingsError where a run comes without its texts; UnreadableFileError where there is no such input.
 */
export async function openJobItems(files: JobFiles, context: CommandContext): Promise<JobItems> {
  const at = (path: string) => resolve(context.folder, path);
  const input = at(files.input);
  // Before an output is made for it, texts are stored or a model is loaded.
  await requireReadableFile(files.input, input);
  if (files.queries === undefined && files.corpus === undefined) {
    if (!/\.jsonl(?:\.gz)?$/.test(input)) {
      throw new SettingsError(`${files.input}: a run needs --queries and --corpus; pairs, .jsonl`);
    }
    const items = readJsonlItems(input);
    return { kind: 'jsonl', input, files: [input], items, [Symbol.dispose]: () => {} };
  }
  if (files.queries === undefined || files.corpus === undefined) {
    throw new SettingsError('--queries, --corpus: a run needs both of them');
  }
  const [queriesPath, corpusPath] = [at(files.queries), at(files.corpus)];
  await requireReadableFile(`--queries ${files.queries}`, queriesPath);
  await requireReadableFile(`--corpus ${files.corpus}`, corpusPath);
  const queries = await readQueries(queriesPath);
  if (queries.size === 0) {
    throw new MalformedFileError({ path: files.queries, problem: 'holds no query' });
  }
  const documents = await createDocumentStore(readCorpus(corpusPath), context.signal);
  return {
    kind: 'run',
    input,
    files: [input, queriesPath, corpusPath],
    items: readRunItems({ path: input, queries, documents, onNotice: noticesTo(context) }),
    [Symbol.dispose]: () => documents[Symbol.dispose](),
  };
}
