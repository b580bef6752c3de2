import { passageOf } from '@lb-rerank/evaluation';
import type { QdrantClient } from '@qdrant/js-client-rest';
import { hashedNgramVector, hashedWordWeights } from '@lb-rerank/test-engines/workload';
import { scifactDocuments } from './scifact-documents.ts';

/** An id beyond 2^53, as the client takes and gives it, though its types say number. */
export const HUGE_ID: number = 18_446_744_073_709_551_615n as unknown as number;

const IDS = new Map<number, number | string>([
  [10, HUGE_ID],
  [11, '5c56c793-69f3-4fbf-87e6-c4bf54c28c26'],
]);

/** A collection of real documents with vectors of all kinds, ids of all kinds and a payload of all depths. */
export async function createQdrantCollection(
  client: QdrantClient,
  collection: string,
  count = 120,
): Promise<void> {
  await client.createCollection(collection, {
    vectors: {
      dense: { size: 16, distance: 'Cosine' },
      euclid: { size: 16, distance: 'Euclid' },
      multi: { size: 8, distance: 'Dot', multivector_config: { comparator: 'max_sim' } },
    },
    sparse_vectors: { sparse: { modifier: 'idf' } },
  });
  const points = (await scifactDocuments(count)).map((document, n) => {
    const { title, text } = document;
    const vector = hashedNgramVector(passageOf(document), 16);
    return {
      id: IDS.get(n) ?? n,
      vector: {
        dense: vector,
        euclid: vector,
        multi: [vector.slice(0, 8), vector.slice(8)],
        sparse: hashedWordWeights(passageOf(document)),
      },
      payload: {
        title,
        text,
        topic: n % 2 === 0 ? 'even' : 'odd',
        tags: [`t${n % 3}`, `t${n % 5}`],
        length: text.length,
        number: n % 4,
        author: { name: `author ${n % 7}`, born: HUGE_ID },
        chunks: text.split('. ').map((chunk, place) => ({ n: place, text: chunk })),
      },
    };
  });
  await client.createPayloadIndex(collection, {
    field_name: 'length',
    field_schema: 'integer',
    wait: true,
  });
  await client.upsert(collection, { wait: true, points });
}
