import { RetrievalError } from '@lb-rerank/core';
import { rerankedQuery } from '@lb-rerank/qdrant';
import { SettingsError } from '../errors/settings-error.ts';
import type { OpenQdrant } from '../engines/open-qdrant.ts';
import { triedHit } from './tried-hit.ts';
import type { TriedEngine } from './trial.ts';

/** Points that are looked at for the names of their texts. */
const LOOKED_AT = 10;

/** The collection's server, the way from a text to its vector, and which vectors are compared. */
interface QdrantTrialOptions extends OpenQdrant {
  readonly url: string;
  /** The name of the vectors; none where points have only one. */
  readonly using: string | undefined;
}

/** Makes Qdrant an engine to try, which is searched for what lies next to the query. */
export function qdrantTrial(
  { client, url, embed, using }: QdrantTrialOptions,
  signal: AbortSignal,
): TriedEngine {
  return {
    async fieldsOf(index) {
      const { points } = await client
        .scroll(index, { limit: LOOKED_AT, with_payload: true })
        .catch((cause: unknown) => {
          const reason = cause instanceof Error ? cause.message : 'it gave no reason';
          throw new RetrievalError({ source: `${index} at ${url}`, reason, cause });
        });
      if (points.length === 0) throw new SettingsError(`--index: ${index} is empty`);
      const entries = points.flatMap(({ payload }) => Object.entries(payload ?? {}));
      const text = entries.flatMap(([name, value]) => (typeof value === 'string' ? [name] : []));
      // Points differ, and only the first were looked at: a path into an object may be one of others.
      const names = new Set(entries.map(([name]) => name));
      return { text: [...new Set(text)], has: (field) => names.has(field.split(/[.[]/, 1)[0]!) };
    },
    async search({ query, index, passage, depth }, reranker) {
      const startedAt = performance.now();
      const { points, rerank } = await rerankedQuery(client, { reranker, passage })(
        index,
        {
          query: await embed(query, { signal }),
          ...(using !== undefined && { using }),
          limit: depth,
          with_payload: true,
          rerank: { query, rankWindowSize: depth },
        },
        { signal },
      );
      return {
        query,
        source: `${index} at ${url}`,
        hits: points.map(({ id, payload, rerank: mark }) =>
          triedHit(String(id), payload, passage, mark),
        ),
        rerank,
        tookMs: performance.now() - startedAt,
      };
    },
  };
}
