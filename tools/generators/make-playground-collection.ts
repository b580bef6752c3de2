/**
 * Chooses the examples of the gateway's playground; the same on every run: `node tools/generators/make-playground-collection.ts`.
 *
 * Of each collection the first queries (ids sorted as strings) for which the first stage finds a judged document among its
 * ten hits, but not among the first three: there is something to improve, and it can be.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type CorpusDocument, openBeirCollection, passageOf } from '@lb-rerank/evaluation';
import { createFirstStage } from '@lb-rerank/example-demo/first-stage.ts';

const CANDIDATES = 10;
const LONGEST_QUERY = 110;
/** The best rank that the first judged document may have, from 0. */
const BEST_RANK = 3;
const target = new URL('../../packages/gateway/playground/collection.json', import.meta.url);

interface Example {
  readonly language: string;
  readonly query: string;
  readonly passages: readonly string[];
}

async function examplesOf(
  collection: 'scifact' | 'xquad-pooled12',
  languageOf: (queryId: string) => string,
  languages: readonly string[],
): Promise<Example[]> {
  const source = fileURLToPath(new URL(`../datasets/${collection}`, import.meta.url));
  const { queries, qrels, documents } = await openBeirCollection(source);
  const corpus: CorpusDocument[] = [];
  for await (const document of documents()) corpus.push(document);
  const firstStage = createFirstStage(corpus);
  const wanted = [...languages];
  const examples: Example[] = [];
  for (const id of [...qrels.keys()].toSorted()) {
    const query = queries.get(id)!;
    const language = languageOf(id);
    if (!wanted.includes(language) || query.length > LONGEST_QUERY) continue;
    const hits = firstStage.search(query, CANDIDATES);
    const rank = hits.findIndex(({ document }) => qrels.get(id)!.has(document.id));
    if (rank < BEST_RANK || hits.length < CANDIDATES) continue;
    wanted.splice(wanted.indexOf(language), 1);
    examples.push({ language, query, passages: hits.map(({ document }) => passageOf(document)) });
  }
  return examples;
}

const examples = [
  ...(await examplesOf(
    'scifact',
    () => 'en',
    Array.from({ length: 4 }, () => 'en'),
  )),
  ...(await examplesOf('xquad-pooled12', (id) => id.split('-')[0]!, [
    'de',
    'es',
    'ru',
    'ar',
    'hi',
    'zh',
    'tr',
    'vi',
  ])),
];
writeFileSync(target, `${JSON.stringify(examples, null, 2)}\n`);
console.log(`${examples.length} examples`);
