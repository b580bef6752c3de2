/** An adapter in one file: a MiniSearch index whose `search` is reranked. `docs/adding-an-adapter.md` explains its parts. */
import type { Reranker, RerankMark, RerankSummary } from '@lb-rerank/core';
import {
  type AdapterOptions,
  type FieldsOrFunction,
  passageReaderOf,
  rankHits,
  rerankMarkOf,
  type RerankOverrides,
  type RerankSettings,
  rerankSettingsOf,
  rerankSummaryOf,
  requireOptions,
  theOneText,
  withMembers,
} from '@lb-rerank/core/adapter';
import type MiniSearch from 'minisearch';
import type { Query, SearchOptions, SearchResult } from 'minisearch';

/** The stored fields that hold a document's text, or a function that reads it. */
export type PassageSelector = FieldsOrFunction<SearchResult>;

type Call = SearchOptions & { rerank?: RerankOverrides<PassageSelector> | false };
type Reranked = (SearchResult & { rerank: RerankMark })[] & { rerank: RerankSummary };

interface SearchPlan {
  readonly settings: RerankSettings;
  readonly passage: PassageSelector;
}

function planSearch(
  query: Query,
  rerank: RerankOverrides<PassageSelector> | undefined,
  options: AdapterOptions<PassageSelector>,
): SearchPlan {
  const kind = typeof query === 'object' ? 'a combination' : typeof query;
  const settings = rerankSettingsOf(rerank, options, () => theOneText(textsOf(query), [kind]));
  return { settings, passage: rerank?.passage ?? options.passage };
}

async function answerSearch(
  { settings, passage }: SearchPlan,
  found: readonly SearchResult[],
  reranker: Reranker,
): Promise<Reranked> {
  const ranking = await rankHits(reranker, {
    // Nothing is known of the hits behind the rank window, so a threshold leaves them out.
    hits: settings.minScore === undefined ? found : found.slice(0, settings.rankWindowSize),
    candidateOf: (hit) => ({ document: hit, retrieverScore: hit.score }),
    passageOf: passageReaderOf(passage, (hit, name) => [String(hit[name] ?? '')]),
    settings,
  });
  const hits = ranking.results.map((result) => ({
    ...result.document,
    ...(ranking.counts.scored > 0 && { score: result.score ?? 0 }),
    rerank: rerankMarkOf(result),
  }));
  return Object.assign(hits, { rerank: rerankSummaryOf(ranking) });
}

function textsOf(query: Query): string[] {
  if (typeof query === 'string') return [query];
  return typeof query === 'object' ? query.queries.flatMap(textsOf) : [];
}

/** Wraps an index: its `search` is reranked unless a call says `rerank: false`; all else is its own. */
export function withReranking<T>(index: MiniSearch<T>, options: AdapterOptions<PassageSelector>) {
  requireOptions(options);
  const search = async (query: Query, { rerank, ...own }: Call = {}) => {
    if (rerank === false) return index.search(query, own);
    const plan = planSearch(query, rerank, options);
    return answerSearch(plan, index.search(query, own), options.reranker);
  };
  return withMembers(index, { search: () => search }) as unknown as Omit<typeof index, 'search'> & {
    search(query: Query, call: Call & { rerank: false }): Promise<SearchResult[]>;
    search(query: Query, call?: Call): Promise<Reranked>;
  };
}
