import type { Client } from '@elastic/elasticsearch';
import { scifactDocuments } from './scifact-documents.ts';

/** Indexes the first SciFact documents with fields of many kinds: keyword, number, vector and nested chunks. */
export async function indexSciFact(client: Client, index: string, count: number): Promise<void> {
  await client.indices.create({
    index,
    mappings: {
      properties: {
        topic: { type: 'keyword' },
        length: { type: 'long' },
        vector: { type: 'dense_vector', dims: 4, similarity: 'cosine' },
        chunks: { type: 'nested' },
      },
    },
  });
  const operations = (await scifactDocuments(count)).flatMap(({ id, title, text }, n) => [
    { index: { _index: index, _id: id } },
    {
      title,
      text,
      topic: n % 2 === 0 ? 'even' : 'odd',
      length: text.length,
      vector: [1, n % 3, n % 5, n % 7],
      chunks: text.split('. ').map((chunk) => ({ text: chunk })),
    },
  ]);
  await client.bulk({ refresh: true, operations });
}
