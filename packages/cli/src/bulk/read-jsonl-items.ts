import { lenientInteger } from '@lb-rerank/core/backend';
import { type JsonLine, MalformedFileError, readJsonLines } from '@lb-rerank/evaluation';
import type { BulkItem, BulkOutcome } from './bulk-item.ts';
import { openObject, withFields, withoutFields } from './object-text.ts';

/** The fields that may hold a pair's text, the first that is there. */
const PASSAGE_FIELDS = ['passage', 'text', 'document'] as const;

/** The fields that may hold the number of a request's results, as in the gateway's dialects. */
const COUNT_FIELDS = ['top_n', 'top_k'] as const;

/**
 * Reads the items of a JSONL file: a pair `{ query, passage, … }` a line, whose fields all come back with `score`
 * and `relevance_score`; or a request `{ query, documents: […], top_n, … }`, which comes back with `results`
 * instead of its documents. What comes back is the line as it is written: nothing of the other fields changes.
 *
 * @throws MalformedFileError naming the file and line at fault.
 */
export async function* readJsonlItems(path: string): AsyncGenerator<BulkItem, void, undefined> {
  let bytes = 0;
  for await (const row of readJsonLines(path, undefined, { isExact: true })) {
    bytes += row.bytes;
    const location = `${path}:${row.line}`;
    const { query, documents } = row.fields;
    if (typeof query !== 'string' || query.trim() === '') throw malformed(path, row, 'no "query"');
    const own = isSaid(documents) ? requestOf(row, path) : pairOf(row, path);
    yield { ...own, location, query, beginning: '{', bytes };
  }
}

type OwnParts = Pick<BulkItem, 'passages' | 'resumeKey' | 'render'>;

function pairOf(row: JsonLine, path: string): OwnParts {
  const passage = PASSAGE_FIELDS.map((field) => row.fields[field]).find(isSaid);
  if (typeof passage !== 'string') throw malformed(path, row, 'no text "passage"');
  refuseClash(row, path, ['score', 'relevance_score', 'error']);
  const { text } = row;
  return {
    passages: [passage],
    resumeKey: `${openObject(text)},`,
    render({ results: [result], refusal }) {
      const scores = {
        score: result?.score ?? null,
        relevance_score: result?.relevanceScore ?? null,
        ...(refusal !== undefined && { error: refusal }),
      };
      return [withFields(text, scores)];
    },
  };
}

function requestOf(row: JsonLine, path: string): OwnParts {
  const { documents } = row.fields;
  if (!Array.isArray(documents)) throw malformed(path, row, 'no array "documents"');
  refuseClash(row, path, ['results', 'error']);
  const topN = topNOf(row, path);
  const passages = documents.map(textOf);
  if (passages.includes(undefined)) throw malformed(path, row, 'a document without text');
  const text = withoutFields(row.text, ['documents', ...COUNT_FIELDS]);
  return {
    passages: passages as string[],
    resumeKey: `${openObject(text)},`,
    render: (outcome) => [
      withFields(text, {
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

/** Reads a request's number of results as the gateway does; undefined for all. */
function topNOf(row: JsonLine, path: string): number | undefined {
  const counts = COUNT_FIELDS.filter((name) => isSaid(row.fields[name])).map((name) => {
    const count = lenientInteger(row.fields[name]);
    if (Number.isSafeInteger(count) && (count as number) > 0) return count as number;
    throw malformed(path, row, `a "${name}" that is no positive integer`);
  });
  return counts[0];
}

/** Tells whether a line says a field; `null` is a field left out, as in the gateway. */
function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null;
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
