import { InvalidRequestError } from '@lb-rerank/core';
import { readList, type Reading } from './field.ts';

const MAX_FIELDS = 100;
const MAX_CHARACTERS = 200;
const MAX_LEVELS = 16;
/** Fields looked up in all documents of a request together: twenty in each of a thousand. */
const MAX_LOOK_UPS = 20_000;

const readNames = readList(readName);

/** Reads the names of the fields that documents are ranked by. */
export function readRankFields(value: unknown): Reading<string[]> {
  if (Array.isArray(value) && (value.length === 0 || value.length > MAX_FIELDS)) {
    return { problem: `must name 1 to ${MAX_FIELDS} fields` };
  }
  return readNames(value);
}

function readName(value: unknown): Reading<string> {
  if (typeof value !== 'string') return { problem: 'must be a text' };
  if (value.length > MAX_CHARACTERS)
    return { problem: `is longer than ${MAX_CHARACTERS} characters` };
  if (value.split('.').length > MAX_LEVELS)
    return { problem: `leads more than ${MAX_LEVELS} levels down` };
  return { value };
}

/** @throws InvalidRequestError where so many fields of so many documents would take long to look up. */
export function requireFewLookUps(fields: number, documents: number): void {
  if (fields === 1 || fields * documents <= MAX_LOOK_UPS) return;
  const problem = `has ${fields} fields to be looked up in ${documents} documents, more than ${MAX_LOOK_UPS} in all`;
  throw new InvalidRequestError('rank_fields', problem);
}
