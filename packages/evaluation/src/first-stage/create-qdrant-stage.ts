import { InvalidRequestError, RetrievalError } from '@lb-rerank/core';
import type { Schemas } from '@qdrant/js-client-rest';
import type { FirstStage, StageOptions } from './first-stage.ts';
import { toldSearchFields } from './searched-place.ts';
import { passageOfFields } from './passage-of-fields.ts';

/** The subset of @qdrant/js-client-rest's QdrantClient that a first stage calls. */
export interface QdrantStageClient {
  query(collection: string, query: Schemas['QueryRequest']): Promise<Schemas['QueryResponse']>;
}

/** The collection that is searched, and the way from a text to Qdrant's query. */
export interface QdrantStageOptions extends StageOptions {
  readonly collection: string;
  /**
   * Turns a query's text into Qdrant's query: its embedding, or `{ text, model }` if Qdrant makes that itself; with
   * `using` and the like if they are needed.
   */
  readonly queryOf: (text: string, signal?: AbortSignal) => Promise<Schemas['QueryRequest']>;
  /** The payload field with the id that the judgements know; a point's own id may only be a number or a UUID. @default the point's id */
  readonly idField?: string | undefined;
}

/** Points of a Qdrant collection, by whatever vectors it holds. `search` throws InvalidRequestError where a point lacks its id field. */
export function createQdrantStage(
  client: QdrantStageClient,
  { collection, queryOf, fields = ['title', 'text'], idField, name = 'Qdrant' }: QdrantStageOptions,
): FirstStage {
  return {
    name,
    searched: {
      name: `collection ${JSON.stringify(collection)}, ${toldSearchFields(fields)}`,
      ifNothing:
        "is it empty, or are its vectors others than the query's? `using` (--using) names them",
      ifNoText: '`fields` (--fields) names those that hold its texts',
      ...(idField === undefined && {
        ifOtherIds: "`idField` (--id-field) names the payload field with the judgements' ids",
      }),
    },
    async search({ text }, { size, signal }) {
      const query = await queryOf(text, signal);
      const include = idField === undefined ? [...fields] : [...fields, idField];
      // The client takes no signal, so an abort is heard before and after a query and not during one.
      signal?.throwIfAborted();
      const { points } = await client
        .query(collection, { ...query, limit: size, with_payload: { include } })
        .catch((cause: unknown) => {
          const reason = cause instanceof Error ? cause.message : 'no answer';
          throw new RetrievalError({ source: collection, reason, cause });
        });
      signal?.throwIfAborted();
      return points.map(({ id, score, payload }) => {
        const documentId = idField === undefined ? id : payload?.[idField];
        if (typeof documentId !== 'string' && typeof documentId !== 'number') {
          throw new InvalidRequestError('idField', `"${idField}" is missing in point ${id}`);
        }
        return { id: `${documentId}`, score, passage: passageOfFields(payload, fields) };
      });
    },
  };
}
