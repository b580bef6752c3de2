import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Client } from '@elastic/elasticsearch';
import { type CorpusDocument, passageOf, readCorpus } from '@lb-rerank/evaluation';
import { SCIFACT } from '@lb-rerank/test-engines/workload';

const CORPUS = join(SCIFACT, 'corpus.jsonl.gz');

/** Indexes the whole bundled SciFact corpus, title and text of a document together in the field `text`. */
export async function indexScifactPassages(client: Client, index: string): Promise<void> {
  await client.helpers.bulk<CorpusDocument>({
    datasource: Readable.from(readCorpus(CORPUS)),
    refreshOnCompletion: index,
    onDocument: (document) => [
      { index: { _index: index, _id: document.id } },
      { text: passageOf(document) },
    ],
  });
}
