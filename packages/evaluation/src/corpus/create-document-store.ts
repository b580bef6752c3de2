import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { InvalidRequestError } from '@lb-rerank/core';
import type { CorpusDocument } from '../collection/corpus-document.ts';
import type { DocumentStore } from './document-store.ts';

/** Rows between two commits: enough that a commit costs nothing, and few enough that an abort is heard at once. */
const ROWS = 10_000;

/**
 * Puts documents into a database file in the temporary folder, where each is found by its id. Disposing deletes it.
 *
 * @throws InvalidRequestError where an id occurs twice, or there is no document.
 *
 * @example
 * ```ts
 * import { createDocumentStore, openBeirCollection } from '@lb-rerank/evaluation';
 *
 * const { documents } = await openBeirCollection('scifact');
 * using store = await createDocumentStore(documents());
 * console.log(store.size); // 600
 * ```
 */
export async function createDocumentStore(
  documents: AsyncIterable<CorpusDocument>,
  signal?: AbortSignal,
): Promise<DocumentStore> {
  // Node.js has it since 22.13, which those need only who use a store.
  const sqlite = await import('node:sqlite');
  const folder = mkdtempSync(join(tmpdir(), 'lb-rerank-documents-'));
  const database = new sqlite.DatabaseSync(join(folder, 'documents.sqlite'));
  const dispose = () => {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    // It is made anew by every run, so nothing is lost that a power cut could take.
    database.exec('pragma journal_mode = off; pragma synchronous = off');
    database.exec('create table documents (id text primary key, title text, text text) strict');
    const size = await insertAll(database, documents, signal);
    if (size === 0) throw new InvalidRequestError('documents', 'must not be empty');
    const select = database.prepare('select id, title, text from documents where id = ?');
    return {
      size,
      get: (id) => select.get(id) as CorpusDocument | undefined,
      [Symbol.dispose]: dispose,
    };
  } catch (error) {
    dispose();
    throw error;
  }
}

async function insertAll(
  database: DatabaseSync,
  documents: AsyncIterable<CorpusDocument>,
  signal?: AbortSignal,
): Promise<number> {
  const insert = database.prepare('insert or ignore into documents values (?, ?, ?)');
  let size = 0;
  database.exec('begin');
  for await (const { id, title, text } of documents) {
    if (insert.run(id, title, text).changes === 0) {
      throw new InvalidRequestError('documents', `repeats the id ${id}`);
    }
    size += 1;
    if (size % ROWS > 0) continue;
    signal?.throwIfAborted();
    database.exec('commit; begin');
  }
  database.exec('commit');
  return size;
}
