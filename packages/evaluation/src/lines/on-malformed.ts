import type { MalformedFileError } from '../errors/malformed-file-error.ts';

/**
 * A listener for lines that cannot be used. The reader waits for it and then goes on behind the line.
 *
 * @param error the file, the line and the reason; never a document's text.
 * @param written the line to the byte, without its line feed; bytes where it is not UTF-8.
 */
export type OnMalformed = (
  error: MalformedFileError,
  written: string | Uint8Array,
) => void | Promise<void>;

/** Ends the reading at the first line that cannot be used. */
export const throwMalformed: OnMalformed = (error) => {
  throw error;
};
