import { Readable } from 'node:stream';
import type { Client } from '@elastic/elasticsearch';
import { InvalidRequestError, type RerankRequest, RetrievalError } from '@lb-rerank/core';
import type { ProgressOptions } from '../progress-options.ts';
import type { CorpusDocument } from '../collection/corpus-document.ts';

/** The documents to be indexed, and their index; the number of those that are in is the progress. */
export interface IndexInElasticsearchOptions
  extends Pick<RerankRequest<unknown>, 'signal'>, ProgressOptions<number> {
  readonly index: string;
  readonly documents: () => AsyncIterable<CorpusDocument>;
  /** The analyzer of both fields: `cjk` for Chinese, Japanese and Korean. @default 'english' */
  readonly analyzer?: string | undefined;
}

/** The subset of @elastic/elasticsearch's Client that fills an index. */
export type IndexingClient = Pick<Client, 'indices' | 'helpers'>;

/**
 * Fills an index with a collection in the set-up of the model authors' evaluation: `title` and `txt` in one analyzer, BM25
 * with k1 1.2 and b 0.75. An index that an earlier call filled to the end is taken as it is; one that was broken off is made
 * anew.
 *
 * @throws InvalidRequestError where the index is somebody else's, an id occurs twice, or there is no document;
 * RetrievalError where Elasticsearch refuses.
 */
export async function indexInElasticsearch(
  client: IndexingClient,
  { index, documents, analyzer = 'english', onProgress, signal }: IndexInElasticsearchOptions,
): Promise<void> {
  try {
    if (await isFilled(client, index)) return;
    await client.indices.delete({ index }, { ignore: [404] });
    const text = { type: 'text', analyzer } as const;
    await client.indices.create({
      index,
      settings: {
        number_of_shards: 1,
        number_of_replicas: 0,
        similarity: { default: { type: 'BM25', k1: 1.2, b: 0.75 } },
      },
      mappings: { _meta: { [OURS]: 'filling' }, properties: { title: text, txt: text } },
    });
    await fill(client, index, counted(documents(), onProgress, signal));
    await client.indices.putMapping({ index, _meta: { [OURS]: 'filled' } });
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof InvalidRequestError) throw cause;
    const reason = cause instanceof Error ? cause.message : 'no answer';
    throw new RetrievalError({ source: index, reason, cause });
  }
}

/** Under this name the mapping says whose the index is, and whether it is complete. */
const OURS = 'lb_rerank_evaluation';

async function isFilled(client: IndexingClient, index: string): Promise<boolean> {
  if (!(await client.indices.exists({ index }))) return false;
  const mappings = await client.indices.getMapping({ index });
  const state: unknown = mappings[index]?.mappings._meta?.[OURS];
  if (state === undefined) {
    throw new InvalidRequestError('index', `"${index}" exists and is not an evaluation's`);
  }
  return state === 'filled';
}

async function fill(
  client: IndexingClient,
  index: string,
  documents: AsyncIterable<CorpusDocument>,
): Promise<void> {
  let refusal: string | undefined;
  const helper = client.helpers.bulk<CorpusDocument>({
    datasource: Readable.from(documents),
    refreshOnCompletion: index,
    // Unlike `index`, `create` notices an id that is there already.
    onDocument: ({ id, title, text: txt }) => [
      { create: { _index: index, _id: id } },
      { title, txt },
    ],
    onDrop: ({ status, document }) => {
      const problem = status === 409 ? 'repeats the id' : `was refused with ${status} at the id`;
      refusal ??= `${problem} ${document.id}`;
    },
  });
  const { total } = await helper;
  if (refusal !== undefined) throw new InvalidRequestError('documents', refusal);
  if (total === 0) throw new InvalidRequestError('documents', 'must not be empty');
}

async function* counted(
  documents: AsyncIterable<CorpusDocument>,
  onProgress: IndexInElasticsearchOptions['onProgress'],
  signal: AbortSignal | undefined,
): AsyncGenerator<CorpusDocument, void, undefined> {
  let count = 0;
  for await (const document of documents) {
    signal?.throwIfAborted();
    yield document;
    count += 1;
    if (count % 1000 === 0) onProgress?.(count);
  }
  onProgress?.(count);
}
