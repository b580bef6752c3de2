import {
  MalformedFileError,
  readJsonLines,
  requireReadableFile,
  textAt,
  toldFields,
  valueAt,
} from '@lb-rerank/evaluation';
import { z } from 'zod';
import type { Search } from './synthetic-searches.ts';

/** The fields of a line that hold its texts, by dotted paths. */
export interface SearchFields {
  /** @default 'query' */
  readonly queryField?: string | undefined;
  /** The field of the array of passages. @default 'passages' */
  readonly passageField?: string | undefined;
}

/**
 * Reads searches of one's own: lines of JSON like `{"query": "…", "passages": ["…", "…"]}`; also as `.gz`.
 *
 * @param argument the user's word for the file, for messages.
 * @throws UnreadableFileError if there is no such file; MalformedFileError naming the file and the line that is something else.
 */
export async function readSearches(
  argument: string,
  path: string,
  { queryField = 'query', passageField = 'passages' }: SearchFields = {},
): Promise<[Search, ...Search[]]> {
  await requireReadableFile(argument, path);
  const schema = searchSchemaOf(queryField, passageField);
  const searches: Search[] = [];
  for await (const { line, fields } of readJsonLines(path)) {
    const query = textAt(fields, [queryField]);
    const parsed = schema.safeParse({ query, passages: valueAt(fields, passageField) });
    if (!parsed.success) {
      const problem = `${parsed.error.issues[0]!.message}; ${toldFields(fields)}`;
      throw new MalformedFileError({ path, line, problem });
    }
    searches.push(parsed.data);
  }
  const [first, ...others] = searches;
  if (first === undefined) throw new MalformedFileError({ path, problem: 'holds no line' });
  return [first, ...others];
}

function searchSchemaOf(queryField: string, passageField: string) {
  const passage = z.string(`${passageField} must be texts`);
  return z.object({
    query: z
      .string(`${queryField} must be a text`)
      .trim()
      .min(1, `${queryField} must not be blank`),
    passages: z
      .array(passage, `${passageField} must be an array`)
      .min(1, `${passageField} must not be empty`),
  });
}
