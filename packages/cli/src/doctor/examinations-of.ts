import type { CommandContext } from '../terminal/command-context.ts';
import { openBackend } from '../scorer/open-backend.ts';
import { elasticsearchHeaders } from '../settings/elasticsearch-headers.ts';
import { qdrantAddress } from '../settings/qdrant-address.ts';
import { redisPlace } from '../settings/redis-place.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { elasticsearchCheck } from './engines/elasticsearch-check.ts';
import { qdrantCheck } from './engines/qdrant-check.ts';
import { examine, type TitledFinding } from './examine.ts';
import { goldenCheck } from './model/golden-check.ts';
import { modelFileCheck } from './model/model-file-check.ts';
import { modelSubject } from './model/model-subject.ts';
import { redisMemoryCheck } from './redis/redis-memory-check.ts';
import { redisReachableCheck } from './redis/redis-reachable-check.ts';
import { contextCheck } from './server/context-check.ts';
import { massCheck } from './server/mass-check.ts';
import { modelCheck } from './server/model-check.ts';
import { modesCheck } from './server/modes-check.ts';
import { prefixCachingCheck } from './server/prefix-caching-check.ts';
import { reachableCheck } from './server/reachable-check.ts';
import { serverSubject } from './server/server-subject.ts';
import { templateCheck } from './server/template-check.ts';
import { vocabularyCheck } from './server/vocabulary-check.ts';
import { throughputCheck } from './model/throughput-check.ts';

/** One part of a set-up, and what there is to be found about it. */
export interface Examination {
  /** Such as `model server http://127.0.0.1:8000/v1`. */
  readonly subject: string;
  readonly findings: AsyncIterable<TitledFinding>;
}

const SERVER_CHECKS = [
  reachableCheck,
  modelCheck,
  vocabularyCheck,
  templateCheck,
  massCheck,
  goldenCheck,
  modesCheck,
  prefixCachingCheck,
  contextCheck,
];

/**
 * Lists the parts of the set-up that the settings name, each with its checks. @param isQuick leaves out what takes
 * seconds.
 */
export function examinationsOf(
  settings: Settings,
  { isQuick }: { isQuick: boolean },
  context: CommandContext,
): Examination[] {
  const { signal } = context;
  const last = isQuick ? [] : [throughputCheck];
  const servers = settings.url?.map((url) => ({
    subject: `model server ${url}`,
    findings: examine(serverSubject(url, settings, signal), [...SERVER_CHECKS, ...last]),
  }));
  const model = modelSubject(() => openBackend(settings, context), signal);
  const inProcess = {
    subject: 'model in this process',
    findings: examine(model, [modelFileCheck, goldenCheck, ...last]),
  };
  return [
    ...(servers ?? [inProcess]),
    ...enginesOf(settings, signal),
    ...cachesOf(settings, signal),
  ];
}

function* enginesOf(settings: Settings, signal: AbortSignal): Generator<Examination> {
  const { elasticsearch, qdrant, requestTimeoutMs = 30_000 } = settings;
  if (elasticsearch !== undefined) {
    const headers = elasticsearchHeaders(settings);
    const engine = { url: elasticsearch, headers, signal, requestTimeoutMs };
    yield {
      subject: `search engine ${elasticsearch}`,
      findings: examine(engine, [elasticsearchCheck]),
    };
  }
  if (qdrant !== undefined) {
    const headers = qdrantHeaders(settings);
    const { url } = qdrantAddress(qdrant);
    const engine = { url, headers, signal, requestTimeoutMs };
    yield { subject: `search engine ${url}`, findings: examine(engine, [qdrantCheck]) };
  }
}

function* cachesOf(settings: Settings, signal: AbortSignal): Generator<Examination> {
  const { redis, requestTimeoutMs: timeoutMs = 30_000 } = settings;
  if (redis === undefined) return;
  yield {
    subject: `shared cache ${redisPlace(redis)}`,
    findings: examineRedis(redis, { timeoutMs, signal }),
  };
}

async function* examineRedis(
  redis: string,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
): AsyncGenerator<TitledFinding> {
  // Who shares no scores loads no client.
  const { redisSubject } = await import('./redis/redis-subject.ts');
  yield* examine(redisSubject(redis, options), [redisReachableCheck, redisMemoryCheck]);
}

function qdrantHeaders({ qdrantApiKey: key }: Settings): Record<string, string> {
  return key === undefined ? {} : { 'api-key': key };
}
