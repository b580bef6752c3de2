import tab from '@bomb.sh/tab/commander';
import {
  type Argument,
  Command,
  type CommandUnknownOpts,
  type Option,
} from '@commander-js/extra-typings';
import type { Command as PlainCommand } from 'commander';
import description from '../package.json' with { type: 'json' };
import type { CommandContext } from './terminal/command-context.ts';
import { createBenchCommand } from './commands/bench.ts';
import { createBatchCommand } from './commands/batch/batch.ts';
import { createConfigCommand } from './commands/config.ts';
import { createDoctorCommand } from './commands/doctor.ts';
import { createKeyCommand } from './commands/key/key.ts';
import { createEvalCommand } from './commands/eval.ts';
import { createModelCommand } from './commands/model/model.ts';
import { createProxyCommand } from './commands/proxy.ts';
import { createServeCommand } from './commands/serve.ts';
import { createTryCommand } from './commands/try.ts';
import { createRerankCommand } from './commands/rerank.ts';
import { notBlank } from './options/text-values.ts';

/** The commands, in the order of the help. */
const COMMANDS: readonly ((context: CommandContext) => CommandUnknownOpts)[] = [
  createTryCommand,
  createDoctorCommand,
  createBenchCommand,
  createServeCommand,
  createProxyCommand,
  createKeyCommand,
  createEvalCommand,
  createRerankCommand,
  createBatchCommand,
  createModelCommand,
  createConfigCommand,
];

/** Makes the whole command line, ready to parse; instead of ending the process it throws. */
export function createProgram(context: CommandContext): CommandUnknownOpts {
  const program = new Command('lb-rerank')
    .description('The LB Reranker at the command line: check it, measure it, serve it.')
    .version(description.version)
    .helpCommand(false)
    .showHelpAfterError('Run it with --help to see what it takes.')
    .addHelpText('after', EXIT_CODE_HELP);
  for (const createCommand of COMMANDS) program.addCommand(createCommand(context));
  addCompletion(program);
  prepare(program, context);
  return program;
}

const EXIT_CODE_HELP = `
Exit codes:
  0    done
  1    done, and the answer is no: a check failed, or a metric is under its threshold
  2    flags, settings or input cannot be used
  3    the model, its server or a search engine failed
  4    a file cannot be read or written
  70   a defect of lb-rerank
  130  stopped by Ctrl-C; 128 + n by the signal n`;

function prepare(
  command: CommandUnknownOpts,
  { stdout, stderr }: Pick<CommandContext, 'stdout' | 'stderr'>,
): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => stdout.write(text),
    writeErr: (text) => stderr.write(text),
    getOutHelpWidth: () => stdout.columns ?? 100,
    getErrHelpWidth: () => stderr.columns ?? 100,
  });
  for (const option of command.options) if (takesOneText(option)) option.argParser(notBlank);
  for (const argument of command.registeredArguments) {
    if (takesOneText(argument)) argument.argParser(notBlank);
  }
  for (const child of command.commands) prepare(child, { stdout, stderr });
}

/** Tells whether a flag or an argument takes one text as it stands. */
function takesOneText(taker: Option | Argument): boolean {
  return taker.required && !taker.variadic && taker.parseArg === undefined;
}

/** Gives a program `completion <shell>`, for its commands, flags and their choices as they are now. */
function addCompletion(program: CommandUnknownOpts): void {
  tab(program as unknown as PlainCommand, { completionCommandName: 'completion' });
}
