import { openBeirCollection, passageOf } from '@lb-rerank/evaluation';
import { SCIFACT } from '@lb-rerank/test-engines/workload';

/** A query and the passages of its rank window. */
export interface Search {
  readonly query: string;
  readonly passages: readonly string[];
}

/**
 * An endless supply of searches of SciFact, about 280 tokens a pair, whose queries never come again: a server's prefix cache
 * then knows the instructions and nothing else.
 */
export async function* freshSearches(documents: number): AsyncGenerator<Search, never, undefined> {
  const collection = await openBeirCollection(SCIFACT, 'test');
  const passages: string[] = [];
  for await (const document of collection.documents()) {
    passages.push(passageOf(document).slice(0, 1000));
    if (passages.length === 2000) break;
  }
  const queries = [...collection.queries.values()];
  for (let n = 0; ; n += 1) {
    const start = (n * documents) % (passages.length - documents);
    yield {
      query: `${n}: ${queries[n % queries.length]}`,
      passages: passages.slice(start, start + documents),
    };
  }
}
