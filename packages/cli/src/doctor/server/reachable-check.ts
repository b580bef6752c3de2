import { BackendResponseError } from '@lb-rerank/core';
import type { Check } from '../check/check.ts';
import type { Finding } from '../check/finding.ts';
import type { ServerSubject } from './server-subject.ts';

/** A server on the same machine or network lists its models in a few milliseconds. */
const SLOW_MS = 1000;

/** Checks that an OpenAI-compatible server answers there, and how soon. */
export const reachableCheck: Check<ServerSubject> = {
  title: 'reachable',
  isFoundation: true,
  async run({ connection, models, signal }) {
    const start = performance.now();
    try {
      await models();
    } catch (error) {
      if (!(error instanceof BackendResponseError) || error.status !== 404) throw error;
      const isRoot = !connection.url.endsWith('/v1');
      return {
        status: 'problem',
        says: `${connection.url} answers, but lists no models`,
        remedy: isRoot
          ? `the address goes up to /v1: ${connection.url}/v1`
          : 'see that an OpenAI-compatible server answers there, and not something else',
      };
    }
    if ((await models()).some((model) => model.lb_rerank !== undefined)) {
      return gatewayFinding(connection, signal);
    }
    const tookMs = performance.now() - start;
    const version = await versionOf(connection, signal);
    const says = `${version ?? 'a server that tells no version'}, answers in ${tookMs.toFixed(0)} ms`;
    if (tookMs < SLOW_MS) return { status: 'ok', says };
    return {
      status: 'warning',
      says: `${says}, which is slow for a list of names`,
      remedy:
        "look at the server's load, and at what stands between; each search waits this long and more",
    };
  },
};

/** Says of a gateway of ours whether its own model answers, and where to look instead. */
async function gatewayFinding(
  connection: ServerSubject['connection'],
  signal: AbortSignal,
): Promise<Finding> {
  const ready = `${connection.rootURL}/ready`;
  const isReady = await connection.get(ready, signal).then(
    () => true,
    () => false,
  );
  signal.throwIfAborted();
  const state = isReady ? 'whose model answers' : 'whose model does not answer';
  return {
    status: 'problem',
    says: `a gateway of LB Rerank answers there, ${state} (GET ${ready}); the checks are of a model's server`,
    remedy:
      'give the address that `lb-rerank serve --url` was given, which is the server behind it',
  };
}

async function versionOf(
  connection: ServerSubject['connection'],
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { version } = await connection.get<{ version?: string }>(
      `${connection.rootURL}/version`,
      signal,
    );
    return version === undefined ? undefined : `vLLM ${version}`;
  } catch {
    signal.throwIfAborted();
    // Other servers have no such page; all that matters is checked below.
    return undefined;
  }
}
