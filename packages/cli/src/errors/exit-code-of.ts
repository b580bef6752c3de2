import { constants } from 'node:os';
import { RerankError, type RerankErrorCode } from '@lb-rerank/core';
import { FileLockLostError } from '@lb-rerank/core/files';
import { UnreadableFileError } from '@lb-rerank/evaluation';
import { CommanderError } from 'commander';
import { EXIT_CODES } from './exit-code.ts';
import { InterruptedError } from './interrupted-error.ts';
import { NegativeFindingError } from './negative-finding-error.ts';
import { SettingsError } from './settings-error.ts';

const RERANK_EXIT_CODES: Record<RerankErrorCode, number> = {
  invalid_request: EXIT_CODES.unusable,
  context_length: EXIT_CODES.unusable,
  retrieval_failed: EXIT_CODES.backend,
  backend_connection: EXIT_CODES.backend,
  backend_timeout: EXIT_CODES.backend,
  backend_response: EXIT_CODES.backend,
  backend_output: EXIT_CODES.backend,
  model_file: EXIT_CODES.unusable,
  model_memory: EXIT_CODES.backend,
  model_download: EXIT_CODES.backend,
};

const FILE_ERRORS: ReadonlySet<string> = new Set([
  'EACCES',
  'EBUSY',
  'EDQUOT',
  'EEXIST',
  'EFBIG',
  'EIO',
  'EISDIR',
  'ELOOP',
  'EMFILE',
  'ENAMETOOLONG',
  'ENOENT',
  'ENOSPC',
  'ENOTDIR',
  'EPERM',
  'EROFS',
]);

/** Finds the exit code for whatever ended a command; see `EXIT_CODES`. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof InterruptedError) return 128 + constants.signals[error.signalName];
  if (error instanceof NegativeFindingError) return EXIT_CODES.negative;
  // Commander ends by an error even after `--help`, which went well.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_CODES.unusable;
  if (error instanceof SettingsError) return EXIT_CODES.unusable;
  if (error instanceof UnreadableFileError) return EXIT_CODES.file;
  if (error instanceof RerankError) return RERANK_EXIT_CODES[error.code];
  if ([error, causeOf(error)].some((one) => one instanceof FileLockLostError))
    return EXIT_CODES.file;
  // An error that says what the failed file means for the work has the file system's own as its cause.
  return isOfSystem(error) ? systemExitCodeOf(error) : systemExitCodeOf(causeOf(error));
}

function systemExitCodeOf(error: unknown): number {
  if (!isOfSystem(error)) return EXIT_CODES.defect;
  // The port is taken, or not this user's to take.
  if (error.syscall === 'listen') return EXIT_CODES.unusable;
  return FILE_ERRORS.has(error.code ?? '') ? EXIT_CODES.file : EXIT_CODES.defect;
}

function isOfSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}
