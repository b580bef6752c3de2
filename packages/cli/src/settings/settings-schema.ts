import { z } from 'zod';
import { settingTypes as type } from './setting-types.ts';

/**
 * Every setting, all of them optional.
 *
 * A setting `timeoutMs` is the flag `--timeout-ms`, the variable `LB_RERANK_TIMEOUT_MS` and the key `timeoutMs` of the
 * settings file. Its `hint` is what stands for the value in `--help`. Secrets have no flag, since every user of a machine
 * can read another's command line.
 */
export const settingsSchema = z.strictObject({
  url: type.addresses.optional().meta({
    hint: '<addresses...>',
    description: 'vLLM or another OpenAI-compatible server, up to /v1; several share the work',
  }),
  apiKey: type.text.optional().meta({ secret: true, description: 'key of the server' }),
  vllmModel: type.text.optional().meta({
    hint: '<name>',
    description:
      "the server's name for the model (default: the LB Reranker's, or the first served)",
  }),
  mode: type.oneOf(['auto', 'classify', 'completions', 'chat']).optional().meta({
    hint: '<mode>',
    description: 'how the server is asked (default: auto, the fastest exact way)',
  }),
  batchSize: type.positiveInteger.optional().meta({
    hint: '<pairs>',
    description: 'pairs in one request (default: 64)',
  }),
  concurrency: type.positiveInteger.optional().meta({
    hint: '<requests>',
    description: 'requests in flight at once (default: 4, or 64 in the mode chat)',
  }),
  timeoutMs: type.positiveInteger.optional().meta({
    hint: '<ms>',
    description: 'how long one request may take (default: 30000)',
  }),
  minMass: type.fraction.optional().meta({
    hint: '<0-1>',
    description: 'least probability of the answers 1 to 7 together (default: 0.5)',
  }),
  model: type.text.optional().meta({
    hint: '<path>',
    description: 'a GGUF of the LB Reranker to run in this process; used where there is no url',
  }),
  quantisation: type.oneOf(['Q4_K_M', 'Q8_0', 'f16']).optional().meta({
    hint: '<name>',
    description: 'which GGUF is pulled or taken from the cache (default: what memory allows)',
  }),
  cache: type.text.optional().meta({ hint: '<folder>', description: 'where pulled models lie' }),
  offline: type.boolean.optional().meta({ description: 'never ask the model hub' }),
  threads: type.positiveInteger.optional().meta({
    hint: '<count>',
    description: 'threads of a model in this process (default: measured)',
  }),
  elasticsearch: type.address.optional().meta({
    hint: '<address>',
    description: 'Elasticsearch or OpenSearch',
  }),
  elasticsearchApiKey: type.text.optional().meta({
    secret: true,
    description: 'key of Elasticsearch',
  }),
  elasticsearchUser: type.text.optional().meta({
    hint: '<name>',
    description: 'user of Elasticsearch, where it wants a password (default: elastic)',
  }),
  elasticsearchPassword: type.text.optional().meta({
    secret: true,
    description: "that user's password",
  }),
  qdrant: type.address.optional().meta({ hint: '<address>', description: 'Qdrant' }),
  qdrantApiKey: type.text.optional().meta({ secret: true, description: 'key of Qdrant' }),
  redis: type.redisAddress.optional().meta({
    secret: true,
    description: 'Redis or Valkey, where several processes share the scores they know',
  }),
  host: type.text.optional().meta({
    hint: '<address>',
    description: 'address to listen on (default: 127.0.0.1)',
  }),
  port: type.port.optional().meta({
    hint: '<number>',
    description: 'port to listen on; 0 takes a free one (default: 8787)',
  }),
  keyFile: type.text.optional().meta({
    hint: '<path>',
    description: 'JSON file of the callers that may ask, by the hashes of their keys',
  }),
  keys: type.text.optional().meta({
    secret: true,
    description: 'callers that may ask: name=key, with commas between several',
  }),
  auth: type.boolean.optional().meta({
    negated: true,
    description: 'serve everybody without a key, also on an address that others reach',
  }),
  deadlineMs: type.positiveInteger.optional().meta({
    hint: '<ms>',
    description: 'how long a request may take that names no deadline (default: 30000)',
  }),
  maxDeadlineMs: type.positiveInteger.optional().meta({
    hint: '<ms>',
    description: 'longest deadline that a request may name (default: 300000)',
  }),
  onFailure: type.oneOf(['error', 'passthrough']).optional().meta({
    hint: '<way>',
    description: 'what a request gets that cannot be reranked in time (default: error)',
  }),
  maxBodyBytes: type.positiveInteger.optional().meta({
    hint: '<bytes>',
    description: 'largest request body (default: 32000000)',
  }),
  maxDocuments: type.positiveInteger.optional().meta({
    hint: '<count>',
    description: 'most documents of a request (default: 1000)',
  }),
  maxCharactersPerDocument: type.positiveInteger.optional().meta({
    hint: '<count>',
    description: 'longest document (default: 1000000)',
  }),
  maxConcurrentPairs: type.positiveInteger.optional().meta({
    hint: '<count>',
    description: 'most pairs in work for all callers together (default: 20000)',
  }),
  corsOrigins: type.texts.optional().meta({
    hint: '<origins...>',
    description: 'web pages that may call, by their origin; * for all (default: none)',
  }),
  gracePeriodMs: type.positiveInteger.optional().meta({
    hint: '<ms>',
    description: 'how long a stop waits for requests that were taken (default: 30000)',
  }),
  logLevel: type.oneOf(['debug', 'info', 'warn', 'error', 'silent']).optional().meta({
    hint: '<level>',
    description: 'least level of what is logged, as lines of JSON (default: info)',
  }),
});

/** Settings once they are checked. */
export type Settings = z.infer<typeof settingsSchema>;

export type SettingName = keyof Settings;
