import { machineInWords } from '@lb-rerank/evaluation';
import type { ReportOrigin } from '@lb-rerank/evaluation/report';
import type { CommandContext } from '../terminal/command-context.ts';
import packageFile from '../../package.json' with { type: 'json' };

/** Tells when, by which command and on which machine a report is made. */
export function reportOriginOf({ args = [] }: CommandContext, madeAt = new Date()): ReportOrigin {
  return {
    madeAt,
    command: ['lb-rerank', ...args.map(quoted)].join(' '),
    machine: machineInWords(),
    version: packageFile.version,
  };
}

/** Quotes an argument for a shell where it needs that. */
function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument)
    ? argument
    : `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}
