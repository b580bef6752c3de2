import type { RerankMark, RerankSummary, SkippedSummary } from '@lb-rerank/core';
import type { RerankOverrides } from './call/options.ts';
import type { RerankableOpensearchClient } from './client/ports.ts';

/** An answer that is still to come; aborted, it rejects, whether the engine searches or the model scores. */
export interface AbortablePromise<TAnswer> extends Promise<TAnswer> {
  abort(): void;
}

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

/** Arguments that a method of the client takes, in the overload without a callback. */
type ArgumentsOf<TMethod> = TMethod extends {
  (...args: infer A): unknown;
  (...args: never[]): unknown;
  (...args: never[]): unknown;
  (...args: never[]): unknown;
}
  ? A
  : [object?, object?];

type RequestOf<TMethod> = NonNullable<ArgumentsOf<TMethod>[0]>;

/** The options of a call; a signal aborts the reranking. */
type OptionsOf<TMethod> = NonNullable<ArgumentsOf<TMethod>[1]> & {
  signal?: AbortSignal | undefined;
};

/** A value of which anything may be asked, as clients before version 3 type what they answer. */
type Untyped = ReturnType<typeof JSON.parse>;

/** The body of an answer; clients before version 3 leave it to the caller what stands there. */
type BodyOf<TAnswer> = TAnswer extends { body: infer TBody extends object }
  ? TBody
  : Record<string, Untyped>;

/** The client's own answer, with a body that can be read. */
type BareAnswer<TAnswer> = TAnswer extends { body: object }
  ? TAnswer
  : Omit<TAnswer, 'body'> & { body: BodyOf<TAnswer> };

type IsAny<T> = 0 extends 1 & T ? true : false;

/** A search response whose hits have a mark, as far as the client types them. */
type Marked<TBody, TMark> = TBody extends { hits: { hits: (infer THit)[] } }
  ? IsAny<TBody['hits']> extends true
    ? TBody
    : { hits: { hits: (THit & TMark)[] } } & TBody
  : TBody;

/** An answer of the client in whose body hits have a mark, and how that came about stands beside them. */
type Reranked<TAnswer, TMark, TSummary> = Omit<TAnswer, 'body'> & {
  body: Marked<BodyOf<TAnswer>, TMark> & TSummary;
};

interface MaybeMarked {
  _rerank?: RerankMark;
}

interface MaybeSummary {
  rerank?: RerankSummary | SkippedSummary;
}

/** An answer to several searches; those that were reranked or skipped have `rerank`, as far as the client types them. */
type MaybeRerankedAnswers<TAnswer> = Omit<TAnswer, 'body'> & {
  body: BodyOf<TAnswer> extends { responses: (infer TResponse)[] }
    ? IsAny<BodyOf<TAnswer>['responses' & keyof BodyOf<TAnswer>]> extends true
      ? BodyOf<TAnswer>
      : Omit<BodyOf<TAnswer>, 'responses'> & { responses: MaybeRerankedItem<TResponse>[] }
    : BodyOf<TAnswer>;
};

type MaybeRerankedItem<TResponse> = TResponse extends { hits: object }
  ? Marked<TResponse, MaybeMarked> & MaybeSummary
  : TResponse;

interface OpensearchSearches<TRequest, TOptions, TAnswer> {
  search(
    params: TRequest & { rerank: false },
    requestOptions?: TOptions,
  ): AbortablePromise<BareAnswer<TAnswer>>;
  search(
    params: TRequest & { rerank: RerankOverrides },
    requestOptions?: TOptions,
  ): AbortablePromise<Reranked<TAnswer, { _rerank: RerankMark }, { rerank: RerankSummary }>>;
  search(
    params?: TRequest & { rerank?: RerankOverrides | undefined },
    requestOptions?: TOptions,
  ): AbortablePromise<Reranked<TAnswer, MaybeMarked, { rerank: RerankSummary | SkippedSummary }>>;
  search(
    params: TRequest & { rerank?: RerankOverrides | false | undefined },
    requestOptions?: TOptions,
  ): AbortablePromise<Reranked<TAnswer, MaybeMarked, MaybeSummary>>;
}

interface OpensearchMsearch<TRequest, TOptions, TAnswer> {
  msearch(
    params: Omit<TRequest, 'body'> & {
      /** Headers and searches in turn; a search may hold `rerank`. Also lines of text, or all of them as one. */
      body: string | readonly (object | string)[];
      /** Holds for all searches that say nothing themselves. */
      rerank?: RerankOverrides | false | undefined;
    },
    requestOptions?: TOptions,
  ): AbortablePromise<MaybeRerankedAnswers<TAnswer>>;
}

interface OpensearchHelpers<TSearch extends (...args: never[]) => unknown> {
  search<TDocument = unknown>(
    params: Parameters<TSearch>[0] & { rerank?: RerankOverrides | false | undefined },
    requestOptions?: object,
  ): Promise<TDocument[]>;
}

/**
 * A client of OpenSearch whose `search` also takes `rerank` beside `body`, whose `msearch` takes it in each search, and whose
 * helpers and children do both.
 */
export type RerankingOpensearchClient<TClient extends RerankableOpensearchClient> =
  OpensearchSearches<
    RequestOf<TClient['search']>,
    OptionsOf<TClient['search']>,
    AnswerOf<TClient['search']>
  > &
    OpensearchMsearch<
      RequestOf<TClient['msearch']>,
      OptionsOf<TClient['msearch']>,
      AnswerOf<TClient['msearch']>
    > &
    (TClient extends { helpers: { search: infer TSearch extends (...args: never[]) => unknown } }
      ? { helpers: OpensearchHelpers<TSearch> }
      : unknown) &
    (TClient extends { child(...args: infer TArguments): object }
      ? { child(...args: TArguments): RerankingOpensearchClient<TClient> }
      : unknown) &
    TClient;
