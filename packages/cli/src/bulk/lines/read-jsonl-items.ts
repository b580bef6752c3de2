import { lenientInteger } from '@lb-rerank/core/backend';
import {
  type JsonLine,
  MalformedFileError,
  type OnMalformed,
  readJsonLines,
  textAt,
  type TextFields,
  toldFields,
  valueAt,
} from '@lb-rerank/evaluation';
import { isRemark } from '../refused/refused-lines.ts';
import type { BulkItem, BulkOutcome } from './bulk-item.ts';
import { openObject, withFields, withoutFields } from './object-text.ts';

/** The fields that may hold a pair's text, the first that is there. */
const PASSAGE_FIELDS = ['passage', 'text', 'document'] as const;

/** The fields that may hold the number of a request's results, as in the gateway's dialects. */
const COUNT_FIELDS = ['top_n', 'top_k'] as const;

/** The fields that hold the texts, and the listener for lines that cannot be used. */
export interface JsonlItemsOptions extends TextFields {
  readonly onMalformed: OnMalformed;
}

/**
 * Reads the items of a JSONL file: a pair `{ query, passage, … }` a line, whose fields all come back with `score`
 * and `relevance_score`; or a request `{ query, documents: […], top_n, … }`, which comes back with `results`
 * instead of its documents. What comes back is the line as it is written: nothing of the other fields changes.
 */
export async function* readJsonlItems(
  path: string,
  { onMalformed, ...names }: JsonlItemsOptions,
): AsyncGenerator<BulkItem, void, undefined> {
  const refuse: OnMalformed = (error, written) =>
    isRemark(written) ? undefined : onMalformed(error, written);
  let bytes = 0;
  for await (const row of readJsonLines(path, undefined, { isExact: true, onMalformed: refuse })) {
    bytes += row.bytes;
    const parts = partsOrRefusal(row, path, names);
    if (parts instanceof MalformedFileError) await refuse(parts, row.written);
    else yield { ...parts, location: `${path}:${row.line}`, beginning: '{', bytes };
  }
}

type OwnParts = Pick<BulkItem, 'passages' | 'resumeKey' | 'render'>;

type Parts = OwnParts & Pick<BulkItem, 'query'>;

function partsOrRefusal(
  row: JsonLine,
  path: string,
  names: TextFields,
): Parts | MalformedFileError {
  try {
    return partsOf(row, path, names);
  } catch (error) {
    if (error instanceof MalformedFileError) return error;
    throw error;
  }
}

function partsOf(row: JsonLine, path: string, names: TextFields): Parts {
  const { queryField = 'query', passageFields } = names;
  const query = textAt(row.fields, [queryField]);
  if (query === undefined || query.trim() === '') {
    throw malformed(path, row, lackOf(row, [queryField], `no "${queryField}"`));
  }
  const passage = passageIn(row.fields, passageFields);
  // Where the passage has a name, "documents" may be any field of the user's own.
  const isPair = passageFields !== undefined && passage !== undefined;
  if (isPair || !isSaid(row.fields['documents'])) return { query, ...pairOf(row, path, names) };
  return { query, ...requestOf(row, path, names) };
}

/** Says what a line lacks: a text in a field that is there, or the field among those that are. */
function lackOf({ fields }: JsonLine, names: readonly string[], what: string): string {
  const empty = names.find((name) => isSaid(valueAt(fields, name)));
  return empty === undefined ? `${what}; ${toldFields(fields)}` : `a "${empty}" without text`;
}

function passageIn(
  fields: JsonLine['fields'],
  names: TextFields['passageFields'],
): string | undefined {
  if (names !== undefined) return textAt(fields, names);
  const passage = PASSAGE_FIELDS.map((field) => fields[field]).find(isSaid);
  return typeof passage === 'string' ? passage : undefined;
}

function pairOf(row: JsonLine, path: string, { passageFields }: TextFields): OwnParts {
  const passage = passageIn(row.fields, passageFields);
  if (passage === undefined) {
    const names = passageFields ?? PASSAGE_FIELDS;
    throw malformed(path, row, lackOf(row, names, `no text "${names.join('" or "')}"`));
  }
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

function requestOf(row: JsonLine, path: string, { passageFields }: TextFields): OwnParts {
  const { documents } = row.fields;
  if (!Array.isArray(documents)) throw malformed(path, row, 'no array "documents"');
  refuseClash(row, path, ['results', 'error']);
  const topN = topNOf(row, path);
  const passages = documents.map((document) => textOf(document, passageFields));
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

function textOf(document: unknown, names: readonly string[] = ['text']): string | undefined {
  if (typeof document === 'string') return document;
  const isObject = typeof document === 'object' && document !== null;
  return isObject ? textAt(document as JsonLine['fields'], names) : undefined;
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
