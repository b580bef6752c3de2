export { FileLockLostError } from './files/file-lock-lost-error.ts';
export { isSameFile } from './files/is-same-file.ts';
export { type FileLock, lockFile, type LockFileOptions } from './files/lock-file.ts';
export {
  openReplacement,
  type Replacement,
  type ReplacementOptions,
} from './files/open-replacement.ts';
export { placeOf } from './files/place-of.ts';
export { replaceFile } from './files/replace-file.ts';
export { UnwritableFileError } from './files/unwritable-file-error.ts';
