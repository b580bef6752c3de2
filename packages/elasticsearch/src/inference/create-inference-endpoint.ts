import type { estypes } from '@elastic/elasticsearch';
import { InvalidRequestError } from '@lb-rerank/core';
import { requireHttpAddress, requirePositiveInteger } from '@lb-rerank/core/backend';
import type { InferenceClient } from '../client/ports.ts';

/** Ends before the 30 s after which Elasticsearch gives up by itself, without telling the gateway. */
const DEFAULT_DEADLINE_MS = 25_000;

/** The values of the gateway's `x-rerank-document-format`. */
const FORMATS = ['text', 'html'] as const;

/** Address and name of a gateway that Elasticsearch asks: the options of {@link createInferenceEndpoint}. */
export interface InferenceEndpointOptions {
  /**
   * The gateway's address, as Elasticsearch reaches it; with a path, the rerank route of any server that takes `query`
   * and `documents` and answers `results` with `index` and `relevance_score`.
   */
  readonly url: string;
  /** The name that `text_similarity_reranker` uses. @default 'lb-rerank' */
  readonly inferenceId?: string | undefined;
  /** Sent as a bearer token; Elasticsearch keeps it as a secret. @default none */
  readonly apiKey?: string | undefined;
  /** The most requests a minute; a larger one holds fewer searches back. @default Elasticsearch's: 10,000 */
  readonly requestsPerMinute?: number | undefined;
  /**
   * The milliseconds that the gateway may take for a search; a larger number waits longer for a slow model. It is sent as
   * `x-rerank-deadline-ms`, so the gateway's `maxDeadlineMs` must allow it. Elasticsearch itself gives up after 30 s, but the
   * gateway would work on. @default 25_000
   */
  readonly deadlineMs?: number | undefined;
  /** The format of the field that Elasticsearch sends; of `html` the gateway reads the text. @default the gateway's own */
  readonly documentFormat?: (typeof FORMATS)[number] | undefined;
  /** Takes the place of an endpoint of that name; otherwise Elasticsearch refuses it. @default false */
  readonly replace?: boolean | undefined;
}

/**
 * Registers a gateway as a rerank inference endpoint, so that Elasticsearch itself asks it in a `text_similarity_reranker`
 * retriever.
 *
 * Needs Elasticsearch 8.19 or 9.1 with a licence for inference. It tries the gateway once, so that must be running.
 *
 * @throws InvalidRequestError for what is no HTTP address, or holds a password, and for a deadline or a format that cannot be used; the
 *   client's own errors, unchanged.
 *
 * @example
 * ```ts
 * import { Client } from '@elastic/elasticsearch';
 * import { createInferenceEndpoint } from '@lb-rerank/elasticsearch';
 *
 * const elasticsearch = new Client({ node: 'http://127.0.0.1:9200' });
 * const endpoint = await createInferenceEndpoint(elasticsearch, {
 *   url: 'http://127.0.0.1:8787',
 *   replace: true,
 * });
 * console.log(endpoint.task_type); // rerank
 * ```
 */
export async function createInferenceEndpoint(
  client: InferenceClient,
  {
    url,
    inferenceId = 'lb-rerank',
    apiKey,
    requestsPerMinute,
    deadlineMs = DEFAULT_DEADLINE_MS,
    documentFormat,
    replace,
  }: InferenceEndpointOptions,
): Promise<estypes.InferenceInferenceEndpointInfo> {
  requirePositiveInteger('deadlineMs', deadlineMs);
  if (documentFormat !== undefined && !FORMATS.includes(documentFormat)) {
    throw new InvalidRequestError('documentFormat', "must be 'text' or 'html'");
  }
  const endpoint = { task_type: 'rerank', inference_id: inferenceId } as const;
  const service_settings = {
    url: rerankRouteOf(url),
    request: '{"query": ${query}, "documents": ${input}}',
    response: {
      json_parser: {
        reranked_index: '$.results[*].index',
        relevance_score: '$.results[*].relevance_score',
      },
    },
    headers: {
      'x-rerank-deadline-ms': String(deadlineMs),
      ...(documentFormat !== undefined && { 'x-rerank-document-format': documentFormat }),
      ...(apiKey !== undefined && { Authorization: 'Bearer ${api_key}' }),
    },
    ...(apiKey !== undefined && { secret_parameters: { api_key: apiKey } }),
    ...(requestsPerMinute !== undefined && {
      rate_limit: { requests_per_minute: requestsPerMinute },
    }),
  };
  if (replace === true) await client.inference.delete(endpoint).catch(unlessMissing);
  return client.inference.put({
    ...endpoint,
    inference_config: { service: 'custom', service_settings },
  });
}

/** Completes an address without a path by the route that Cohere and Jina share. */
function rerankRouteOf(address: string): string {
  requireHttpAddress('url', address);
  const url = new URL(address);
  if (url.pathname === '/') url.pathname = '/v1/rerank';
  return url.href;
}

function unlessMissing(error: unknown): void {
  if ((error as { statusCode?: number }).statusCode !== 404) throw error;
}
