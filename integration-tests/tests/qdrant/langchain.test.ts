import { Document } from '@langchain/core/documents';
import { QdrantVectorStore } from '@langchain/qdrant';
import { createReranker, rerankingQuery } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/qdrant';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { hashedNgramVector } from '@lb-rerank/test-engines/workload';
import { QdrantClient } from '@qdrant/js-client-rest';
import { beforeAll, expect, test } from 'vitest';

const TEXTS = [
  'apples are red',
  'pears are green and grow on trees',
  'apples grow on trees in the orchard behind the house',
  'plums are blue',
  'the orchard lies behind the house on the hill',
];
const embeddings = {
  embedQuery: async (text: string) => hashedNgramVector(text, 16),
  embedDocuments: async (texts: string[]) => texts.map((text) => hashedNgramVector(text, 16)),
};

describeWith('a vector store of LangChain over a wrapped client', ['qdrant'], ({ qdrant }) => {
  const bare = new QdrantClient({ url: qdrant });
  const collectionName = `langchain-${process.pid}`;
  // The more words of the query a passage has, the better.
  const scorer = fakeScorer((passage, query) => {
    const words = query.split(' ');
    return 1 + (6 * words.filter((word) => passage.includes(word)).length) / words.length;
  });
  const client = withReranking(bare, { reranker: createReranker({ scorer }), passage: 'content' });
  const storeOf = (given: QdrantClient) =>
    new QdrantVectorStore(embeddings, { client: given, collectionName });
  const textsOf = (documents: Document[]) => documents.map(({ pageContent }) => pageContent);

  beforeAll(async () => {
    const documents = TEXTS.map((pageContent, n) => new Document({ pageContent, metadata: { n } }));
    await storeOf(client).addDocuments(documents);
    return () => bare.deleteCollection(collectionName);
  });

  test('reranks its searches by the text that runs around them, each by its own', async () => {
    const retriever = storeOf(client).asRetriever({ k: 2 });
    const find = (text: string) => rerankingQuery.run(text, () => retriever.invoke(text));
    const [apples, house] = await Promise.all([
      find('apples on trees'),
      find('orchard behind house on hill'),
    ]);
    expect(textsOf(apples)).toEqual([TEXTS[2], TEXTS[1]]);
    expect(textsOf(house)).toEqual([TEXTS[4], TEXTS[2]]);
    expect(apples[0]?.metadata).toEqual({ n: 2 });
    const scored = await rerankingQuery.run('pears', () =>
      storeOf(client).similaritySearchWithScore('pears', 1),
    );
    expect(scored.map(([{ pageContent }, score]) => [pageContent, score])).toEqual([[TEXTS[1], 7]]);
  });

  test('finds without such a text what it finds over the bare client', async () => {
    for (const text of ['apples on trees', 'the hill']) {
      expect(await storeOf(client).similaritySearchWithScore(text, 3)).toEqual(
        await storeOf(bare).similaritySearchWithScore(text, 3),
      );
    }
  });
});
