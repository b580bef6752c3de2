import { InvalidRequestError, type Reranker } from '@lb-rerank/core';
import {
  requireKnownKeys,
  requireOptions,
  requirePositiveInteger,
  requireReranker,
} from '@lb-rerank/core/adapter';
import { PASSAGE_FORMS } from '@lb-rerank/elasticsearch/plans';
import type { Logger } from 'pino';
import { type EmbeddingsOptions, requireEmbeddings } from './embeddings/embeddings-options.ts';
import type { ProxyRule } from './rules/proxy-rule.ts';
import type { UpstreamOptions } from './upstream/upstream-options.ts';

/** The engines that a proxy may stand before. */
export type EngineName = 'elasticsearch' | 'opensearch' | 'qdrant';

/** Options of {@link createProxy}. */
export interface ProxyOptions {
  readonly engine: EngineName;
  /** The engine's address, or that with its certificates and timeouts. */
  readonly upstream: string | UpstreamOptions;
  /** The second stage of the searches; `createReranker` makes one. */
  readonly reranker: Reranker;
  /** The indices or collections that are reranked; the first rule that fits counts. What no rule fits is passed through. */
  readonly rules: readonly ProxyRule[];
  /** Whether reranked answers hold `_rerank` in each hit, or `rerank` in each point of Qdrant, and `rerank` beside the engine's own members; without, headers alone tell. @default true */
  readonly marks?: boolean | undefined;
  /** Bytes of a request that are read to find its query; a larger value reranks larger requests. Beyond it they pass through unread. @default 1 MiB */
  readonly maxRequestBytes?: number | undefined;
  /** Bytes of an answer that are kept to be reranked; a larger value takes more memory. Beyond it the search is asked as it came and passed through. @default 32 MiB */
  readonly maxAnswerBytes?: number | undefined;
  /** The largest rank window that a request may ask for; a larger value lets callers spend more of the model. @default 1000 */
  readonly maxRankWindowSize?: number | undefined;
  /** The server that embeds the texts of inference documents, in queries and in points that are written; before Qdrant only. @default none: they are left to Qdrant */
  readonly embeddings?: EmbeddingsOptions | undefined;
  /** Told of failures by path and code, never of a query, a document, a header or a key. @default JSON lines on standard output */
  readonly logger?: Logger | undefined;
}

const NAMES = Object.keys({
  engine: true,
  upstream: true,
  reranker: true,
  rules: true,
  marks: true,
  maxRequestBytes: true,
  maxAnswerBytes: true,
  maxRankWindowSize: true,
  embeddings: true,
  logger: true,
} satisfies Record<keyof ProxyOptions, true>);

const ENGINES: readonly string[] = ['elasticsearch', 'opensearch', 'qdrant'];

/** Checks the options of a proxy. @throws InvalidRequestError naming the one at fault. */
export function requireProxyOptions(options: ProxyOptions): void {
  requireKnownKeys('', options, NAMES);
  const { engine, reranker, rules } = options;
  if (!ENGINES.includes(engine)) {
    throw new InvalidRequestError('engine', `must be one of ${ENGINES.join(', ')}`);
  }
  if (options.embeddings !== undefined) {
    if (engine !== 'qdrant') throw new InvalidRequestError('embeddings', 'is for Qdrant only');
    requireEmbeddings(options.embeddings);
  }
  requireReranker('reranker', reranker);
  if (!Array.isArray(rules)) throw new InvalidRequestError('rules', 'must be a list');
  rules.forEach((rule: ProxyRule, n) => requireRule(rule, `rules[${n}]`, options));
  for (const name of ['maxRequestBytes', 'maxAnswerBytes', 'maxRankWindowSize'] as const) {
    const value = options[name];
    if (value !== undefined) requirePositiveInteger(name, value);
  }
}

function requireRule(rule: ProxyRule, argument: string, { engine, reranker }: ProxyOptions): void {
  if (typeof rule?.index !== 'string' || rule.index === '') {
    throw new InvalidRequestError(`${argument}.index`, 'must name an index, or a pattern with `*`');
  }
  const { index: _, isOn, ...options } = rule;
  if (isOn !== undefined && typeof isOn !== 'boolean') {
    throw new InvalidRequestError(`${argument}.isOn`, 'must be true or false');
  }
  try {
    requireOptions({ ...options, reranker }, engine === 'qdrant' ? {} : { forms: PASSAGE_FORMS });
  } catch (error) {
    if (!(error instanceof InvalidRequestError)) throw error;
    throw new InvalidRequestError(`${argument}.${error.argument}`, error.problem, { cause: error });
  }
}
