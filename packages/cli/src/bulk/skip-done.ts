import { InvalidRequestError } from '@lb-rerank/core';
import type { BulkItem } from './lines/bulk-item.ts';
import type { JobItems } from './open-job-items.ts';
import type { OutputFile } from './output/output-file.ts';
import type { Resumption } from './resumption.ts';

/**
 * Yields the items that an output does not hold yet. A broken-off line behind the ones it holds is cut off, once it is
 * known for the beginning of the first item that is missing.
 *
 * @param path how the user calls the output.
 * @throws InvalidRequestError where the output is of another input; it is left as it is.
 */
export async function* skipDone(
  { items }: Pick<JobItems, 'items'>,
  done: Resumption,
  output: OutputFile,
  path: string,
): AsyncGenerator<BulkItem, void, undefined> {
  let count = 0;
  for await (const item of items) {
    count += 1;
    if (count === done.items && !done.last?.startsWith(item.resumeKey)) {
      throw ofAnother(path, item.location);
    }
    if (count === done.items + 1) {
      if (!(await output.beginsAt(done.bytes, item.beginning)))
        throw ofAnother(path, item.location);
      await output.truncate(done.bytes);
    }
    if (count > done.items) yield item;
  }
  if (count < done.items || (count === done.items && done.bytes < output.size)) {
    throw ofAnother(path, 'its end');
  }
}

function ofAnother(path: string, location: string): InvalidRequestError {
  const problem = `is of another input, as its last line and ${location} show; name another output`;
  return new InvalidRequestError(path, problem);
}
