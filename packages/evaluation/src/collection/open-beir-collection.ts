import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { MalformedFileError } from '../errors/malformed-file-error.ts';
import { shownIds } from '../errors/shown-ids.ts';
import { UnreadableFileError } from '../errors/unreadable-file-error.ts';
import type { Qrels } from '../qrels/qrels.ts';
import type { BeirCollection } from './beir-collection.ts';
import type { CollectionOptions } from '../lines/collection-options.ts';
import type { TextFields } from './text-fields.ts';
import type { CorpusDocument } from './corpus-document.ts';
import { readCorpus } from './read-corpus.ts';
import { readQrels } from './read-qrels.ts';
import { readQueries } from './read-queries.ts';
import { requireReadableFile } from './require-readable-file.ts';

/**
 * Opens a folder in BEIR's layout: `corpus.jsonl`, `queries.jsonl` (each also as `.gz`) and `qrels/<split>.tsv`. Queries and
 * judgements are read at once, the documents while they are iterated over.
 *
 * @param split which judgements. @default 'test'
 * @param options.queryField the field of a query's text, by dotted path. @default 'text'
 * @param options.passageFields the fields of a document's text, by dotted paths; its title is empty then. @default its title and text
 * @throws UnreadableFileError where the folder or one of its files is missing; MalformedFileError naming the file and line at fault; where a judged query is not in the collection; and, when
 * all documents have been read, where no judged document is among them.
 *
 * @example
 * ```ts
 * import { openBeirCollection } from '@lb-rerank/evaluation';
 *
 * const { documents, queries, qrels } = await openBeirCollection('scifact');
 * console.log(queries.size >= qrels.size); // true
 * for await (const { id, title, text } of documents()) {
 *   if (id === '') console.log(title, text);
 * }
 * ```
 */
export async function openBeirCollection(
  folder: string,
  split: string = 'test',
  { onNotice = () => {}, queryField, passageFields }: CollectionOptions & TextFields = {},
): Promise<BeirCollection> {
  if (!existsSync(folder)) {
    const problem = `there is no folder ${folder}, which should hold corpus.jsonl, queries.jsonl and qrels/${split}.tsv`;
    throw new UnreadableFileError('collection', problem, { path: folder });
  }
  const corpusPath = fileIn(folder, 'corpus.jsonl');
  const queriesPath = fileIn(folder, 'queries.jsonl');
  const qrelsPath = fileIn(folder, 'qrels', `${split}.tsv`);
  for (const path of [corpusPath, queriesPath, qrelsPath]) {
    await requireReadableFile(`collection ${basename(folder)}`, path);
  }
  const [queries, qrels] = await Promise.all([
    readQueries(queriesPath, { queryField }),
    readQrels(qrelsPath, { onNotice }),
  ]);
  if (qrels.size === 0) {
    throw new MalformedFileError({ path: qrelsPath, problem: 'holds no judgement' });
  }
  const unknown = [...qrels.keys()].find((id) => !queries.has(id));
  if (unknown !== undefined) {
    throw new MalformedFileError({
      path: qrelsPath,
      problem: `judges the unknown query ${unknown}`,
    });
  }
  return {
    queries,
    qrels,
    documents: () => checkDocuments({ corpusPath, passageFields, qrels, qrelsPath, onNotice }),
  };
}

interface CheckedDocuments extends Pick<TextFields, 'passageFields'> {
  readonly onNotice: (notice: string) => void;
  readonly corpusPath: string;
  readonly qrels: Qrels;
  readonly qrelsPath: string;
}

async function* checkDocuments({
  corpusPath,
  passageFields,
  qrels,
  qrelsPath,
  onNotice,
}: CheckedDocuments): AsyncGenerator<CorpusDocument, void, undefined> {
  // Of the judged documents only, so that the memory it takes does not grow with the corpus.
  const missing = new Set([...qrels.values()].flatMap((judgements) => [...judgements.keys()]));
  const judged = missing.size;
  const first: string[] = [];
  for await (const document of readCorpus(corpusPath, { passageFields })) {
    if (first.length < 3) first.push(document.id);
    missing.delete(document.id);
    yield document;
  }
  const [unknown] = missing;
  if (unknown === undefined) return;
  if (missing.size === judged) {
    const problem = `judges the unknown document ${unknown}, and no other that is in the corpus; ids look like ${shownIds(first)} there`;
    throw new MalformedFileError({ path: qrelsPath, problem });
  }
  // As trec_eval, BEIR and MTEB do: what is not there is not found.
  onNotice(
    `${qrelsPath}: ${missing.size} of ${judged} judged documents are not in the corpus, such as ${unknown}; they count as not found`,
  );
}

function fileIn(folder: string, ...names: string[]): string {
  const path = join(folder, ...names);
  return existsSync(path) || !existsSync(`${path}.gz`) ? path : `${path}.gz`;
}
