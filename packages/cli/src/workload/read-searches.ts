import { MalformedFileError, readJsonLines } from '@lb-rerank/evaluation';
import { z } from 'zod';
import type { Window } from './synthetic-windows.ts';

const windowSchema = z.object({
  query: z.string('query must be a text').trim().min(1, 'query must not be blank'),
  passages: z
    .array(z.string('passages must be texts'), 'passages must be an array')
    .min(1, 'passages must not be empty'),
});

/**
 * Reads windows of one's own: lines of JSON like `{"query": "…", "passages": ["…", "…"]}`; also as `.gz`.
 *
 * @throws MalformedFileError that names the file and the line which is something else.
 */
export async function readWindows(path: string): Promise<[Window, ...Window[]]> {
  const windows: Window[] = [];
  for await (const { line, fields } of readJsonLines(path)) {
    const parsed = windowSchema.safeParse(fields);
    if (!parsed.success) {
      const problem = parsed.error.issues[0]!.message;
      throw new MalformedFileError({ path, line, problem });
    }
    windows.push(parsed.data);
  }
  const [first, ...others] = windows;
  if (first === undefined) throw new MalformedFileError({ path, problem: 'holds no line' });
  return [first, ...others];
}
