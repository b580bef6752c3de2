import type { Reranker } from '@lb-rerank/core';
import type { Outcome } from '../http/outcome-headers.ts';
import type { Overrides } from '../http/overrides-of.ts';
import type { ProxyRule } from '../rules/proxy-rule.ts';
import type { RawHeaders } from '../upstream/end-to-end-headers.ts';
import type { AnsweredText, WholeAnswer } from '../upstream/whole-answer.ts';

/** A request to a proxy that may be reranked, read to its end. */
export interface Call {
  readonly method: string;
  /** The path and query as they came. */
  readonly url: string;
  readonly headers: RawHeaders;
  /** The body, decompressed; empty where there is none. */
  readonly body: string;
  /** The word of its headers on its reranking. */
  readonly overrides: Overrides;
  /** Aborted where the caller has gone. */
  readonly signal: AbortSignal;
}

/** An answer to a search: the engine's own, one that was made of it, or none, where the search is to be asked as it came. */
export type Reply =
  | {
      /** The engine's answer; of a reranked one, its status and headers count. */
      readonly answer: WholeAnswer;
      /** The new body. @default the engine's own */
      readonly text?: string | undefined;
      readonly outcome: Outcome;
    }
  | { readonly answer?: undefined; readonly outcome: Outcome };

/** A call as it is to be asked where it is not reranked: without its word for the proxy, and the texts, that the engine would refuse. */
export interface BareCall {
  /** @default as it came */
  readonly body?: string | undefined;
  /** @default as it came */
  readonly url?: string | undefined;
}

/** A call that was read: the way to rerank it, or why it is left alone, which nothing is told of where it is no search. */
export type PlannedCall =
  | { readonly bare: BareCall; readonly left?: Outcome; readonly rerank?: undefined }
  | {
      readonly bare: BareCall;
      readonly left?: undefined;
      /** @throws EngineRefusal where the engine says no, and as `EngineContext.ask` does. */
      readonly rerank: () => Promise<Reply>;
    };

/** A request that is read to its end: a search, or an update that is changed on its way. */
export interface ReadRoute {
  /**
   * @throws InvalidRequestError for overrides that cannot be used; SyntaxError for a body that cannot be read; EmbeddingError where
   *   its texts cannot be embedded.
   */
  readonly plan: (call: Call) => PlannedCall | Promise<PlannedCall>;
  /** Bytes of an update that are read; what is without is a search, which has a limit of its own, and an outcome that is told. */
  readonly maxUpdateBytes?: number;
}

/** A request that is read: the way to do so, or the reason why a search is left alone. */
type Route =
  | (ReadRoute & {
      readonly reason?: undefined;
    })
  | { readonly plan?: undefined; readonly reason: string };

/** The searches of one engine. */
export interface Engine {
  /** Finds the search in a request; undefined for all else, which is passed through. */
  readonly routeOf: (method: string, url: string) => Route | undefined;
  /** Writes an error of the proxy as the engine writes its own. */
  readonly errorBody: (status: number, message: string) => object;
}

/** A question of the proxy's to the engine. */
interface EngineQuestion {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

/** All that an engine's searches are answered by. */
export interface EngineContext {
  readonly reranker: Reranker;
  readonly rules: readonly ProxyRule[];
  /** Whether answers show what reranking found out about each hit, and about the search. */
  readonly hasMarks: boolean;
  /** The largest rank window that a caller may ask for. */
  readonly maxRankWindowSize: number;
  /** Asks the engine in the name of a call. @throws as `Upstream.ask` does. */
  readonly ask: (call: Call, question: EngineQuestion) => Promise<AnsweredText>;
}
