import { BackendError, RerankError } from '@lb-rerank/core';
import { printable } from '@lb-rerank/core/backend';
import type { Check } from './check/check.ts';
import type { Finding } from './check/finding.ts';
import { remedyFor } from './check/remedy-for.ts';

/** A finding, and the check that made it. */
export interface TitledFinding extends Finding {
  readonly title: string;
}

/** Makes the checks one after the other; where a foundation does not hold, the rest are left out, and said to be. */
export async function* examine<Subject>(
  subject: Subject,
  checks: readonly Check<Subject>[],
): AsyncGenerator<TitledFinding> {
  for (const [index, check] of checks.entries()) {
    const finding = await check.run(subject).catch(findingOf);
    // What it says may be a server's own words.
    yield { title: check.title, ...finding, says: printable(finding.says) };
    const rest = checks.slice(index + 1).map(({ title }) => title);
    if (check.isFoundation && finding.status === 'problem' && rest.length > 0) {
      yield {
        title: 'the rest',
        status: 'skipped',
        says: `nothing to see yet of ${rest.join(', ')}`,
      };
      return;
    }
  }
}

function findingOf(error: unknown): Finding {
  if (!(error instanceof RerankError)) throw error;
  if (!(error instanceof BackendError)) {
    return { status: 'problem', says: error.message, remedy: remedyFor(error) };
  }
  const { url, problem, remedy } = error;
  return { status: 'problem', says: `${url}: ${problem}`, remedy: remedyFor(error) ?? remedy };
}
