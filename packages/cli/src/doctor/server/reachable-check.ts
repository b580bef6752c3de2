import { BackendResponseError } from '@lb-rerank/core';
import type { Check } from '../check/check.ts';
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
