import { FileLockLostError } from '@lb-rerank/core/files';
import { JournalWriteError } from '@lb-rerank/evaluation';
import { expect, test } from 'vitest';
import { EXIT_CODES } from './exit-code.ts';
import { exitCodeOf } from './exit-code-of.ts';

test('a lock that was lost is a file that cannot be written', () => {
  const lost = new FileLockLostError('scored.jsonl');
  expect(exitCodeOf(lost)).toBe(EXIT_CODES.file);
  expect(exitCodeOf(new JournalWriteError('scored.jsonl', lost))).toBe(EXIT_CODES.file);
});
