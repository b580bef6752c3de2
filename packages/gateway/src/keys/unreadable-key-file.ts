import { InvalidRequestError } from '@lb-rerank/core';

/** Makes the error of a key file that cannot be read, with the way out where it is not there. */
export function unreadableKeyFile(path: string, cause: unknown): InvalidRequestError {
  const { code } = Object(cause) as { code?: string };
  const reason = code === undefined ? '' : ` (${code})`;
  const problem =
    code === 'ENOENT'
      ? 'cannot be read: there is none; `lb-rerank key add` makes it'
      : `cannot be read${reason}`;
  return new InvalidRequestError(`key file ${path}`, problem, { cause });
}
