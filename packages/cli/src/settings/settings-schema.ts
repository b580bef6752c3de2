import { z } from 'zod';
import { proxySettings } from './proxy-settings.ts';
import { settingTypes as type } from './setting-types.ts';

/**
 * Every setting, all of them optional.
 *
 * A setting `requestTimeoutMs` is the flag `--request-timeout-ms`, the variable `LB_RERANK_REQUEST_TIMEOUT_MS` and the key
 * `requestTimeoutMs` of the settings file. In `--help`, its type's hint stands for the value.
 */
export const settingsSchema = z
  .strictObject({
    url: type.addresses.describe(
      'vLLM or another OpenAI-compatible server, up to /v1; several share the work',
    ),
    apiKey: type.secret.describe('key of the server'),
    vllmModel: type
      .text('<name>')
      .describe(
        "the server's name for the model (default: the LB Reranker's, or the first served)",
      ),
    revision: type
      .text('<name>')
      .describe(
        "name of the weights' revision, which keeps their scores apart in caches (default: what the server tells)",
      ),
    mode: type
      .oneOf(['auto', 'classify', 'completions', 'chat'], '<mode>')
      .describe('how the server is asked (default: auto, the fastest exact way)'),
    maxPairsPerRequest: type
      .positiveInteger('<pairs>')
      .describe('most pairs in one request (default: 64)'),
    maxRequestsInFlight: type
      .positiveInteger('<requests>')
      .describe('most requests in flight at once (default: 4, or 64 in the mode chat)'),
    requestTimeoutMs: type.milliseconds.describe('how long one request may take (default: 30000)'),
    minMass: type.fraction.describe(
      'least probability of the answers 1 to 7 together (default: 0.5)',
    ),
    model: type
      .text('<path>')
      .describe('a GGUF of the LB Reranker to run in this process; used where there is no url'),
    quantisation: type
      .oneOf(['Q4_K_M', 'Q8_0', 'f16'], '<name>')
      .describe('which GGUF is pulled or taken from the cache (default: what memory allows)'),
    cache: type.text('<folder>').describe('where pulled models lie'),
    offline: type.boolean.describe('never ask the model hub'),
    threads: type
      .positiveInteger('<count>')
      .describe('threads of a model in this process (default: measured)'),
    elasticsearch: type.address.describe('Elasticsearch, or OpenSearch except for eval'),
    elasticsearchApiKey: type.secret.describe('key of Elasticsearch'),
    elasticsearchUser: type
      .text('<name>')
      .describe('user of Elasticsearch, where it wants a password (default: elastic)'),
    elasticsearchPassword: type.secret.describe("that user's password"),
    qdrant: type.address.describe('Qdrant'),
    qdrantApiKey: type.secret.describe('key of Qdrant'),
    proxy: proxySettings.meta({
      hint: '<json>',
      nested: true,
      description: 'what `lb-rerank proxy` reranks: its rules and limits, as JSON',
    }),
    redis: type.redisAddress.describe(
      'Redis or Valkey, where several processes share the scores they know',
    ),
    redisTtlMs: type
      .positiveInteger('<ms>')
      .describe('how long scores stay in Redis (default: 604800000, a week)'),
    host: type.text('<address>').describe('address to listen on (default: 127.0.0.1)'),
    port: type.port.describe(
      'port to listen on; 0 takes a free one (default: 8787, and 9201 of a proxy)',
    ),
    hosts: type
      .texts('<names...>')
      .describe(
        'names that callers without keys may reach it by, besides localhost; * for all (default: none)',
      ),
    keyFile: type
      .text('<path>')
      .describe('JSON file of the callers that may ask, by the hashes of their keys'),
    keys: type.secret.describe('callers that may ask: name=key, with commas between several'),
    auth: type.boolean.meta({
      negated: true,
      description: 'serve everybody without a key, also on an address that others reach',
    }),
    cachePerKey: type.boolean.describe(
      "keep each key's scores to itself, so that no answer's time tells what others asked",
    ),
    metricsBehindKeys: type.boolean.describe('ask for a key at /metrics too'),
    metricsHost: type
      .text('<address>')
      .describe('address of /metrics, where it has a port of its own (default: --host)'),
    metricsPort: type.port.describe(
      'port of /metrics alone, which is then answered nowhere else; 0 takes a free one',
    ),
    deadlineMs: type.milliseconds.describe(
      'how long a request may take that names no deadline (default: 30000)',
    ),
    maxDeadlineMs: type.milliseconds.describe(
      'longest deadline that a request may name (default: 300000)',
    ),
    onFailure: type
      .oneOf(['error', 'passthrough'], '<way>')
      .describe('what a request gets that cannot be reranked in time (default: error)'),
    documentFormat: type
      .oneOf(['text', 'html'], '<format>')
      .describe('how the documents of a request are read that names no format (default: text)'),
    bestChunks: type
      .positiveInteger('<count>')
      .describe(
        'of long documents, read so many chunks that share most words with the query (default: the beginning)',
      ),
    chunkTokens: type
      .positiveInteger('<tokens>')
      .describe('size of these chunks, 16 or more (default: 300)'),
    patience: type
      .positiveInteger('<documents>')
      .describe(
        'stop scoring after so many documents in a row that enter no best stop-top-n (default: never)',
      ),
    minTopScore: type.level.describe(
      'stop scoring once the best stop-top-n are scored at least this (default: never)',
    ),
    stopTopN: type
      .positiveInteger('<count>')
      .describe("how many best documents these look at (default: a request's top_n, else 10)"),
    maxBodyBytes: type
      .positiveInteger('<bytes>')
      .describe('largest request body (default: 4000000)'),
    maxValues: type
      .positiveInteger('<count>')
      .describe('most values in the lists and objects of a request (default: 100000)'),
    maxBytesInFlight: type
      .positiveInteger('<bytes>')
      .describe('most bytes of large request bodies at once (default: 32000000)'),
    keepAliveMs: type.milliseconds.describe(
      'how long a connection without a request is kept (default: 75000)',
    ),
    headTimeoutMs: type.milliseconds.describe(
      'how long the head of a request may take to come (default: 10000)',
    ),
    bodyTimeoutMs: type.milliseconds.describe(
      'how long a whole request may take to come (default: 60000)',
    ),
    maxConnections: type
      .positiveInteger('<count>')
      .describe('most connections at once (default: 2000)'),
    maxDocuments: type
      .positiveInteger('<count>')
      .describe('most documents of a request (default: 1000)'),
    maxCharactersPerDocument: type
      .positiveInteger('<count>')
      .describe('longest document (default: 1000000)'),
    maxPairsInFlight: type
      .positiveInteger('<count>')
      .describe('most pairs in work for all callers together (default: 20000)'),
    corsOrigins: type
      .texts('<origins...>')
      .describe('web pages that may call, by their origin; * for all (default: none)'),
    gracePeriodMs: type.milliseconds.describe(
      'how long a stop waits for requests that were taken (default: 30000)',
    ),
    logLevel: type
      .oneOf(['debug', 'info', 'warn', 'error', 'silent'], '<level>')
      .describe('least level of what is logged, as lines of JSON (default: info)'),
  })
  .partial();

/** Settings once they are checked. */
export type Settings = z.infer<typeof settingsSchema>;

/** The name of a setting, as the settings file has it. */
export type SettingName = keyof Settings;

/** Gives a settings file in TypeScript its types: `export default defineConfig({ … })` in `lb-rerank.config.ts`. */
export function defineConfig(
  settings: z.input<typeof settingsSchema>,
): z.input<typeof settingsSchema> {
  return settings;
}
