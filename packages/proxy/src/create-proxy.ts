import type { RequestListener } from 'node:http';
import { type Logger, pino } from 'pino';
import { elasticsearchEngine } from './elasticsearch/elasticsearch-engine.ts';
import type { Engine, EngineContext } from './engine/engine.ts';
import { answerExchange } from './exchange/answer-exchange.ts';
import { askAs } from './exchange/ask-as.ts';
import { ProxyMetrics } from './metrics/proxy-metrics.ts';
import { type ProxyOptions, requireProxyOptions } from './proxy-options.ts';
import { qdrantEngine } from './qdrant/qdrant-engine.ts';
import { Upstream } from './upstream/upstream.ts';
import { completeUpstreamOptions } from './upstream/upstream-options.ts';

/** A proxy in front of one engine, without a server of its own. */
export interface Proxy {
  /** Answers a request; for the server of `node:http` or `node:https`. */
  readonly handler: RequestListener;
  /** The requests that are being answered. */
  readonly inFlight: number;
  /** Tells whether the engine answers, whatever it says. */
  readonly isReady: () => Promise<boolean>;
  /** Gives the metrics in Prometheus' text format, with their content type. */
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
  /** Ends the connections to the engine once all that was asked is answered. */
  readonly close: () => Promise<void>;
}

const MEBIBYTE = 2 ** 20;

/**
 * Makes a proxy: searches for which there is a rule come back reranked in the engine's own response, and all else passes
 * through as it is. {@link serveProxy} lets it listen.
 *
 * @throws InvalidRequestError naming the option that cannot be used.
 *
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import { createReranker, createVllmScorer } from '@lb-rerank/core';
 * import { createProxy } from '@lb-rerank/proxy';
 *
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const proxy = createProxy({
 *   engine: 'elasticsearch',
 *   upstream: 'http://127.0.0.1:9200',
 *   reranker: createReranker({ scorer }),
 *   rules: [{ index: 'articles*', passage: ['title', 'text'] }],
 * });
 * const server = createServer(proxy.handler);
 * console.log(server.listening, proxy.inFlight); // false 0
 * await proxy.close();
 * ```
 */
export function createProxy(options: ProxyOptions): Proxy {
  requireProxyOptions(options);
  const { rules, reranker, marks = true, logger = pino() } = options;
  const limits = {
    maxRequestBytes: options.maxRequestBytes ?? MEBIBYTE,
    maxAnswerBytes: options.maxAnswerBytes ?? 32 * MEBIBYTE,
  };
  const upstream = new Upstream(completeUpstreamOptions(options.upstream));
  const metrics = new ProxyMetrics();
  const engine = engineOf(
    options,
    {
      reranker,
      rules,
      hasMarks: marks,
      maxRankWindowSize: options.maxRankWindowSize ?? 1000,
      ask: askAs(upstream, limits.maxAnswerBytes),
    },
    logger,
  );

  const handler: RequestListener = (request, response) => {
    void answerExchange({ request, response }, { engine, upstream, limits, metrics, logger });
  };

  return {
    handler,
    get inFlight() {
      return metrics.inFlight;
    },
    isReady: () => upstream.answers(),
    metrics: () => metrics.text(),
    close: async () => {
      await upstream.close();
    },
  };
}

function engineOf(
  { engine, embeddings }: ProxyOptions,
  context: EngineContext,
  logger: Logger,
): Engine {
  if (engine === 'qdrant') return qdrantEngine(context, embeddings);
  return elasticsearchEngine(context, { isOpensearch: engine === 'opensearch', logger });
}
