import { type JsonLine, MalformedFileError, readJsonLines } from '@lb-rerank/evaluation';
import type { BulkItem, BulkOutcome } from './bulk-item.ts';

/** The fields that may hold a pair's text, the first that is there. */
const PASSAGE_FIELDS = ['passage', 'text', 'document'] as const;

/**
 * Reads the items of a JSONL file: a pair `{ query, passage, … }` a line, whose fields all come back with `score`
 * and `relevance_score`; or a request `{ query, documents: […], top_n, … }`, which comes back with `results`
 * instead of its documents.
 *
 * @throws MalformedFileError naming the file and line at fault.
 */
export async function* readJsonlItems(path: string): AsyncGenerator<BulkItem, void, undefined> {
  let bytes = 0;
  for await (const row of readJsonLines(path, undefined, { keepsNumbers: true })) {
    bytes += row.bytes;
    const location = `${path}:${row.line}`;
    const { query, documents } = row.fields;
    if (typeof query !== 'string' || query.trim() === '') throw malformed(path, row, 'no "query"');
    const own = documents === undefined ? pairOf(row, path) : requestOf(row, path);
    yield { ...own, location, query, resumeKey: query, bytes };
  }
}

function pairOf(row: JsonLine, path: string): Pick<BulkItem, 'passages' | 'render'> {
  const name = PASSAGE_FIELDS.find((field) => field in row.fields);
  const passage = name === undefined ? undefined : row.fields[name];
  if (typeof passage !== 'string') throw malformed(path, row, 'no text "passage"');
  refuseClash(row, path, ['score', 'relevance_score', 'error']);
  return {
    passages: [passage],
    render({ results: [result], refusal }) {
      const scores = {
        score: result?.score ?? null,
        relevance_score: result?.relevanceScore ?? null,
        ...(refusal !== undefined && { error: refusal }),
      };
      return [JSON.stringify({ ...row.fields, ...scores })];
    },
  };
}

function requestOf(row: JsonLine, path: string): Pick<BulkItem, 'passages' | 'render'> {
  const { documents, top_n: asked, ...fields } = row.fields;
  if (!Array.isArray(documents)) throw malformed(path, row, 'no array "documents"');
  refuseClash(row, path, ['results', 'error']);
  const topN = asked === null || asked === undefined ? undefined : countOf(asked);
  if (topN === 0) throw malformed(path, row, 'a "top_n" that is no positive integer');
  const passages = documents.map(textOf);
  if (passages.includes(undefined)) throw malformed(path, row, 'a document without text');
  return {
    passages: passages as string[],
    render: (outcome) => [
      JSON.stringify({
        ...fields,
        results: resultsOf(outcome).slice(0, topN),
        ...(outcome.refusal !== undefined && { error: outcome.refusal }),
      }),
    ],
  };
}

function resultsOf({ results }: BulkOutcome) {
  return results.map(({ document, score, relevanceScore }) => ({
    index: document,
    score,
    relevance_score: relevanceScore,
  }));
}

function textOf(document: unknown): string | undefined {
  if (typeof document === 'string') return document;
  if (typeof document !== 'object' || document === null || !('text' in document)) return undefined;
  return typeof document.text === 'string' ? document.text : undefined;
}

/** Reads a count as the gateway does; 0 for what is none. */
function countOf(value: unknown): number {
  const isWritten = typeof value === 'string' && /^\s*\d{1,15}(\.0*)?\s*$/.test(value);
  const count = isWritten ? Number(value) : value;
  return Number.isSafeInteger(count) && (count as number) > 0 ? (count as number) : 0;
}

/** Refuses a field that the output has for itself, since one of the two would be lost. */
function refuseClash(row: JsonLine, path: string, names: readonly string[]): void {
  const name = names.find((own) => own in row.fields);
  if (name === undefined) return;
  throw malformed(
    path,
    row,
    `a field "${name}", which the output has for itself: name it otherwise`,
  );
}

function malformed(path: string, { line }: JsonLine, what: string): MalformedFileError {
  return new MalformedFileError({ path, line, problem: `has ${what}` });
}
