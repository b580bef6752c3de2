import { nounOf } from '@lb-rerank/core/backend';
import type { ReportOrigin } from '@lb-rerank/evaluation/report';
import { modelInWords, type ModelOrigin } from '../origin/model-origin.ts';
import { originLine } from '../origin/origin-line.ts';
import type { TerminalStream } from '../terminal/command-context.ts';
import type { WarmUp } from './warm-up.ts';

/** The circumstances of a measurement, without which its figures say nothing. */
export interface LoadCircumstances {
  readonly origin: ReportOrigin;
  readonly model: ModelOrigin;
  readonly warmUp: WarmUp;
}

/** Writes what was measured, by what and where, above the figures, so that a table that is passed on means something by itself. */
export function writeHeading(
  { origin, model, warmUp }: LoadCircumstances,
  stdout: TerminalStream,
): void {
  stdout.write(`${origin.command}\n`);
  stdout.write(`${originLine(origin)}\n`);
  stdout.write(`model    ${modelInWords(model)}\n`);
  stdout.write(`warm-up  ${warmUpInWords(warmUp)}\n\n`);
}

function warmUpInWords({ answered, failed, pairs, slowestMs }: WarmUp): string {
  const requests = answered === 1 ? '1 request' : `${answered} requests, one a server,`;
  const missing = failed === 0 ? '' : `; ${failed} of ${answered + failed} servers did not answer`;
  return `${requests} of ${pairs} ${nounOf(pairs, 'pair')} in ${Math.round(slowestMs)} ms, in no figure below${missing}`;
}
