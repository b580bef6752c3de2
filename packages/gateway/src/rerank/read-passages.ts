import { BackendTimeoutError } from '@lb-rerank/core';
import { type DocumentText, wholeText } from '../dialects/request/document-text.ts';
import type { Question, Search } from '../dialects/request/question.ts';

/** A search whose documents are read: one text of each, in their order, '' for none. */
export interface ReadSearch extends Search {
  readonly passages: readonly string[];
}

/** Reads a search's documents as they stand. */
export function asItStands(search: Search): ReadSearch {
  return { ...search, passages: search.documents.map(wholeText) };
}

/**
 * Reads the documents of a question's searches as HTML, each field by itself, in turns with the other work of this thread.
 *
 * @throws BackendTimeoutError where that takes longer than the request may; the signal's reason when aborted.
 */
export async function readHtml(
  { searches }: Question,
  { deadlineMs, signal }: { readonly deadlineMs: number; readonly signal: AbortSignal },
): Promise<ReadSearch[]> {
  const late = new AbortController();
  const timer = setTimeout(() => {
    const url = 'the text of the HTML';
    late.abort(new BackendTimeoutError({ url, timeoutMs: deadlineMs, option: 'deadlineMs' }));
  }, deadlineMs);
  try {
    return await readSearches(searches, AbortSignal.any([signal, late.signal]));
  } finally {
    clearTimeout(timer);
  }
}

async function readSearches(
  searches: readonly Search[],
  signal: AbortSignal,
): Promise<ReadSearch[]> {
  // Who reads no HTML loads no parser.
  const { textsOfHtml } = await import('@lb-rerank/core/html');
  const read: ReadSearch[] = [];
  for (const search of searches) {
    const texts = (await textsOfHtml(search.documents.flatMap(textsIn), { signal })).values();
    const next = () => texts.next().value ?? '';
    read.push({
      ...search,
      passages: search.documents.map((document) => passageOf(document, next)),
    });
  }
  return read;
}

function textsIn(document: DocumentText): readonly string[] {
  return typeof document === 'string' ? [document] : document.map(({ text }) => text);
}

/** Puts the texts that were read in the place of a document's own; fields without one are left out. */
function passageOf(document: DocumentText, next: () => string): string {
  if (typeof document === 'string') return next();
  const fields = document.map(({ name }) => ({ name, text: next() }));
  return wholeText(fields.filter(({ text }) => text !== ''));
}
