/** A question, as every dialect can put it. */
export interface Question {
  readonly query: string;
  readonly documents: readonly string[];
  /** The most results; undefined for all. */
  readonly topN: number | undefined;
}

/** A result of an answer, in whichever dialect. */
export interface Result {
  readonly index: number;
  /** In [0, 1]; 0 marks a document without a score. */
  readonly relevance: number;
}

/** A rerank interface as its clients speak it. */
export interface SpokenDialect {
  readonly name: string;
  readonly path: string;
  /** Whether results come in the order of the documents, all of them, instead of the best first. */
  readonly keepsOrder?: boolean;
  bodyOf(question: Question): object;
  resultsOf(body: never): Result[];
}

interface Ranked {
  readonly index: number;
  readonly relevance_score: number;
}

const plain = ({ query, documents, topN }: Question) => ({ query, documents, top_n: topN });
const fromRanked = ({ index, relevance_score }: Ranked): Result => ({
  index,
  relevance: relevance_score,
});
const fromScored = ({ index, score }: { index: number; score: number }): Result => ({
  index,
  relevance: score,
});
const fromResults = ({ results }: { results: Ranked[] }) => results.map(fromRanked);
/** NVIDIA's clients read a logit; that of the least relevance, one in a million, stands for none. */
const NO_LOGIT = -13.8;

/** All dialects of the gateway, each on a path where its clients ask, with what makes it known there. */
export const SPOKEN_DIALECTS: readonly SpokenDialect[] = [
  {
    name: 'cohere-v1',
    path: '/v1/rerank',
    bodyOf: (question) => ({ ...plain(question), model: 'rerank-english-v3.0' }),
    resultsOf: fromResults,
  },
  { name: 'cohere-v2', path: '/v2/rerank', bodyOf: plain, resultsOf: fromResults },
  { name: 'dashscope', path: '/v1/reranks', bodyOf: plain, resultsOf: fromResults },
  {
    name: 'dashscope-native',
    path: '/api/v1/services/rerank/text-rerank/text-rerank',
    bodyOf: ({ query, documents, topN }) => ({
      input: { query, documents },
      parameters: { top_n: topN, return_documents: true },
    }),
    resultsOf: ({ output }: { output: { results: Ranked[] } }) => fromResults(output),
  },
  {
    name: 'infinity',
    path: '/rerank',
    bodyOf: (question) => ({ ...plain(question), raw_scores: false }),
    resultsOf: fromResults,
  },
  { name: 'jina', path: '/v1/rerank', bodyOf: plain, resultsOf: fromResults },
  { name: 'llama-cpp', path: '/v1/reranking', bodyOf: plain, resultsOf: fromResults },
  {
    name: 'mixedbread',
    path: '/v1/reranking',
    bodyOf: ({ query, documents, topN }) => ({
      query,
      input: documents,
      top_k: topN,
      return_input: true,
    }),
    resultsOf: ({ data }: { data: { index: number; score: number }[] }) => data.map(fromScored),
  },
  {
    name: 'nvidia',
    path: '/v1/ranking',
    bodyOf: ({ query, documents, topN }) => ({
      query: { text: query },
      passages: documents.map((text) => ({ text })),
      top_n: topN,
    }),
    resultsOf: ({ rankings }: { rankings: { index: number; logit: number }[] }) =>
      rankings.map(({ index, logit }) => ({
        index,
        relevance: logit < NO_LOGIT ? 0 : 1 / (1 + Math.exp(-logit)),
      })),
  },
  {
    name: 'tei',
    path: '/rerank',
    bodyOf: ({ query, documents, topN }) => ({ query, texts: documents, top_n: topN }),
    resultsOf: (results: { index: number; score: number }[]) => results.map(fromScored),
  },
  { name: 'vllm', path: '/rerank', bodyOf: plain, resultsOf: fromResults },
  {
    name: 'vllm-score',
    path: '/v1/score',
    keepsOrder: true,
    bodyOf: ({ query, documents }) => ({ text_1: query, text_2: documents }),
    resultsOf: ({ data }: { data: { index: number; score: number }[] }) => data.map(fromScored),
  },
  {
    name: 'voyage',
    path: '/v1/rerank',
    bodyOf: ({ query, documents, topN }) => ({
      query,
      documents,
      top_k: topN,
      truncation: true,
      return_documents: true,
    }),
    resultsOf: ({ data }: { data: Ranked[] }) => data.map(fromRanked),
  },
  {
    name: 'weaviate',
    path: '/rerank',
    keepsOrder: true,
    bodyOf: ({ query, documents }) => ({ query, documents, property: 'text' }),
    resultsOf: ({ scores }: { scores: { score: number }[] }) =>
      scores.map(({ score }, index) => ({ index, relevance: score })),
  },
];
