import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { InvalidRequestError } from '@lb-rerank/core';
import { z } from 'zod';
import type { Window } from './synthetic-windows.ts';

const windowSchema = z.object({
  query: z.string('query must be a text').trim().min(1, 'query must not be blank'),
  passages: z
    .array(z.string('passages must be texts'), 'passages must be an array')
    .min(1, 'passages must not be empty'),
});

/**
 * Reads windows of one's own: lines of JSON like `{"query": "…", "passages": ["…", "…"]}`.
 *
 * @throws InvalidRequestError that names the file and the line which is something else.
 */
export async function readWindows(path: string): Promise<[Window, ...Window[]]> {
  const windows: Window[] = [];
  let line = 0;
  for await (const text of createInterface({
    input: createReadStream(path),
    crlfDelay: Infinity,
  })) {
    line += 1;
    if (text.trim() === '') continue;
    const parsed = windowSchema.safeParse(parsedJson(text, `${path}:${line}`));
    if (!parsed.success) {
      throw new InvalidRequestError(`${path}:${line}`, parsed.error.issues[0]!.message);
    }
    windows.push(parsed.data);
  }
  const [first, ...others] = windows;
  if (first === undefined) throw new InvalidRequestError(path, 'holds no line');
  return [first, ...others];
}

function parsedJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidRequestError(place, 'is not JSON');
  }
}
