import { InvalidRequestError } from '@lb-rerank/core';
import MiniSearch from 'minisearch';
import type { CorpusDocument } from '../collection/corpus-document.ts';
import { passageOf } from '../collection/passage-of.ts';
import type { FirstStage } from './first-stage.ts';

/**
 * Makes a full-text index of all documents in memory: MiniSearch with its own defaults, which rank by BM25+. It
 * needs no engine, and is no measure of one.
 *
 * @throws InvalidRequestError where an id occurs twice, or there is no document.
 *
 * @example
 * ```ts
 * import { createMinisearchStage, openBeirCollection } from '@lb-rerank/evaluation';
 *
 * const { documents } = await openBeirCollection('scifact');
 * const stage = await createMinisearchStage(documents());
 * const hits = await stage.search({ id: 'query-1', text: 'gene expression' }, { size: 10 });
 * console.log(hits.length); // 10
 * ```
 */
export async function createMinisearchStage(
  documents: AsyncIterable<CorpusDocument>,
): Promise<FirstStage> {
  const index = new MiniSearch<CorpusDocument>({ fields: ['title', 'text'] });
  const passages = new Map<string, string>();
  for await (const document of documents) {
    if (passages.has(document.id)) {
      throw new InvalidRequestError('documents', `repeats the id ${document.id}`);
    }
    passages.set(document.id, passageOf(document));
    index.add(document);
  }
  if (passages.size === 0) throw new InvalidRequestError('documents', 'must not be empty');
  return {
    name: 'MiniSearch',
    search: async ({ text }, { size }) =>
      index
        .search(text)
        .slice(0, size)
        .map(({ id, score }) => ({
          id: id as string,
          score,
          passage: passages.get(id as string) || null,
        })),
  };
}
