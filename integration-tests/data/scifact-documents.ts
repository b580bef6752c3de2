import { join } from 'node:path';
import { type CorpusDocument, readCorpus } from '@lb-rerank/evaluation';

const CORPUS = join(import.meta.dirname, '../../tools/datasets/scifact/corpus.jsonl.gz');

/** The first documents of the bundled SciFact corpus. */
export async function scifactDocuments(count: number): Promise<CorpusDocument[]> {
  const documents: CorpusDocument[] = [];
  for await (const document of readCorpus(CORPUS)) {
    if (documents.length === count) break;
    documents.push(document);
  }
  return documents;
}
