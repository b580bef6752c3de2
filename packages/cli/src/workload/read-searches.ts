import { MalformedFileError, readJsonLines, requireReadableFile } from '@lb-rerank/evaluation';
import { z } from 'zod';
import type { Search } from './synthetic-searches.ts';

const searchSchema = z.object({
  query: z.string('query must be a text').trim().min(1, 'query must not be blank'),
  passages: z
    .array(z.string('passages must be texts'), 'passages must be an array')
    .min(1, 'passages must not be empty'),
});

/**
 * Reads searches of one's own: lines of JSON like `{"query": "…", "passages": ["…", "…"]}`; also as `.gz`.
 *
 * @param argument the user's word for the file, for messages.
 * @throws UnreadableFileError if there is no such file; MalformedFileError naming the file and the line that is something else.
 */
export async function readSearches(argument: string, path: string): Promise<[Search, ...Search[]]> {
  await requireReadableFile(argument, path);
  const searches: Search[] = [];
  for await (const { line, fields } of readJsonLines(path)) {
    const parsed = searchSchema.safeParse(fields);
    if (!parsed.success) {
      const problem = parsed.error.issues[0]!.message;
      throw new MalformedFileError({ path, line, problem });
    }
    searches.push(parsed.data);
  }
  const [first, ...others] = searches;
  if (first === undefined) throw new MalformedFileError({ path, problem: 'holds no line' });
  return [first, ...others];
}
