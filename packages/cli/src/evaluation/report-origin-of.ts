import { availableParallelism, cpus, totalmem } from 'node:os';
import type { ReportOrigin } from '@lb-rerank/evaluation/report';
import type { CommandContext } from '../terminal/command-context.ts';
import packageFile from '../../package.json' with { type: 'json' };

/** Tells when, by which command and on which machine a report is made. */
export function reportOriginOf({ args = [] }: CommandContext, madeAt = new Date()): ReportOrigin {
  const processor = cpus()[0]?.model.trim() || process.arch;
  const memory = Math.round(totalmem() / 2 ** 30);
  return {
    madeAt,
    command: ['lb-rerank', ...args.map(quoted)].join(' '),
    machine: `${availableParallelism()} × ${processor}, ${memory} GiB, Node.js ${process.versions.node}`,
    version: packageFile.version,
  };
}

/** Quotes an argument for a shell where it needs that. */
function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument)
    ? argument
    : `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}
