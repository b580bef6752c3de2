/** Prints "N passed, N failed" from vitest's JSON results; fails where a test failed, was skipped, or none ran. */
import { readFileSync } from 'node:fs';

interface Results {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; assertionResults: unknown[] }[];
}

const [path = ''] = process.argv.slice(2);
const results = JSON.parse(readFileSync(path, 'utf8')) as Results;
const skipped = results.numPendingTests + results.numTodoTests;
// A file that could not be loaded has no tests to count, and must not pass unseen.
const unloaded = results.testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
);
for (const { name } of unloaded) console.error(`could not be run: ${name}`);
if (skipped > 0) console.error(`${skipped} tests were skipped, which counts as failed`);

const failed = results.numFailedTests + skipped + unloaded.length;
console.log(`${results.numPassedTests} passed, ${failed} failed`);
process.exitCode = failed === 0 && results.success && results.numPassedTests > 0 ? 0 : 1;
