import { describeWith } from '@lb-rerank/test-engines/needs';
import { pythonProgram } from '@lb-rerank/test-engines/proxy-clients';
import { byLetters } from '../../data/by-letters.ts';
import { describeClient, QUERY, SEARCHES } from '../../expectations/describe-client.ts';

describeWith('a proxy, asked by frameworks', ['elasticsearch', 'python frameworks'], (needs) => {
  const engine = { engine: 'elasticsearch', node: needs.elasticsearch } as const;
  const python = needs['python frameworks'];
  const near = { query_vector: byLetters(QUERY), k: 5, num_candidates: 50 };
  const told = { rerank: { query: QUERY } };

  const match = { match: { text: { query: QUERY } } };
  const knn = { ...near, field: 'vector' };
  describeClient("LangChain's ElasticsearchStore", {
    ...engine,
    command: () => [python, pythonProgram('ask_langchain')],
    searches: {
      'store by text': { body: { query: { bool: { must: [match] } }, size: 5 }, by: 'wrapped' },
      'store by vectors': { body: { knn, size: 5 }, by: 'bare' },
      'store by vectors, told the text': { body: { knn, size: 5, ...told }, by: 'wrapped' },
      retriever: { body: { query: { match: { text: QUERY } }, size: 5 }, by: 'wrapped' },
    },
  });

  const fuzzy = { query: QUERY, fuzziness: 'AUTO', type: 'most_fields', operator: 'OR' };
  const embedding = { ...near, field: 'embedding' };
  describeClient("Haystack's ElasticsearchDocumentStore", {
    ...engine,
    passage: 'content',
    command: () => [python, pythonProgram('ask_haystack')],
    searches: {
      'retriever by text': { body: { query: { multi_match: fuzzy }, size: 5 }, by: 'wrapped' },
      'retriever by vectors': { body: { knn: embedding }, by: 'bare' },
      'retriever by vectors, told the text': { body: { knn: embedding, ...told }, by: 'wrapped' },
      'all documents': { ...SEARCHES.scroll, body: { size: 1000 } },
    },
  });
});
