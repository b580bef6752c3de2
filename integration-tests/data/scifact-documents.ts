import { join } from 'node:path';
import { type CorpusDocument, readCorpus } from '@lb-rerank/evaluation';
import { SCIFACT } from '@lb-rerank/test-engines/workload';

const CORPUS = join(SCIFACT, 'corpus.jsonl.gz');

/** The first documents of the bundled SciFact corpus. */
export async function scifactDocuments(count: number): Promise<CorpusDocument[]> {
  const documents: CorpusDocument[] = [];
  for await (const document of readCorpus(CORPUS)) {
    if (documents.length === count) break;
    documents.push(document);
  }
  return documents;
}
