import type { RerankSummary, SkippedSummary } from '@lb-rerank/core';
import type { RerankOverrides } from './call/options.ts';
import type { RerankableOpensearchClient } from './client/ports.ts';

/** The answer that a method of the client promises; its overloads with a callback promise none. */
type AnswerOf<TMethod> = TMethod extends {
  (...args: never[]): infer A;
  (...args: never[]): infer B;
  (...args: never[]): infer C;
  (...args: never[]): infer D;
}
  ? Awaited<Extract<A | B | C | D, PromiseLike<unknown>>>
  : TMethod extends (...args: never[]) => infer TAnswer
    ? Awaited<TAnswer>
    : never;

/** The request that a method of the client takes. */
type RequestOf<TMethod> = TMethod extends {
  (...args: infer A): unknown;
  (...args: never[]): unknown;
  (...args: never[]): unknown;
  (...args: never[]): unknown;
}
  ? NonNullable<A[0]>
  : object;

/** An answer of the client, with more under `body`; clients before version 3 leave it to the caller what stands there. */
type WithInBody<TAnswer, TMore> = Omit<TAnswer, 'body'> & {
  body: (TAnswer extends { body: infer TBody extends object } ? TBody : Record<string, any>) &
    TMore;
};

interface OpensearchSearches<TClient extends RerankableOpensearchClient> {
  search(
    params: RequestOf<TClient['search']> & { rerank: false },
    requestOptions?: object,
  ): Promise<AnswerOf<TClient['search']>>;
  search(
    params: RequestOf<TClient['search']> & { rerank: RerankOverrides },
    requestOptions?: object,
  ): Promise<WithInBody<AnswerOf<TClient['search']>, { rerank: RerankSummary }>>;
  search(
    params?: RequestOf<TClient['search']> & { rerank?: undefined },
    requestOptions?: object,
  ): Promise<WithInBody<AnswerOf<TClient['search']>, { rerank: RerankSummary | SkippedSummary }>>;
  search(
    params: RequestOf<TClient['search']> & { rerank?: RerankOverrides | false },
    requestOptions?: object,
  ): Promise<WithInBody<AnswerOf<TClient['search']>, { rerank?: RerankSummary | SkippedSummary }>>;
  // A variable of the client's own type comes to the overload that has just that.
  search(
    params: RequestOf<TClient['search']>,
    requestOptions?: object,
  ): Promise<WithInBody<AnswerOf<TClient['search']>, { rerank: RerankSummary | SkippedSummary }>>;
  msearch(
    params: Omit<RequestOf<TClient['msearch']>, 'body'> & {
      /** Headers and searches in turn; a search may hold `rerank`. Also lines of text, or all of them as one. */
      body: string | readonly (object | string)[];
      /** Holds for all searches that say nothing themselves. */
      rerank?: RerankOverrides | false;
    },
    requestOptions?: object,
  ): Promise<AnswerOf<TClient['msearch']>>;
}

/**
 * A client of OpenSearch whose `search` also takes `rerank` beside `body`, whose `msearch` takes it in each search, and whose
 * children do both. Their promises have no `abort()`: pass a `signal`, or call with `rerank: false`.
 */
export type RerankingOpensearchClient<TClient extends RerankableOpensearchClient> =
  OpensearchSearches<TClient> &
    (TClient extends { child(...args: infer TArguments): object }
      ? { child(...args: TArguments): RerankingOpensearchClient<TClient> }
      : unknown) &
    TClient;
