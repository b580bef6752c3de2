import { join, parse, resolve } from 'node:path';
import { isSameFile } from '@lb-rerank/core/files';
import { MalformedFileError, type OnMalformed } from '@lb-rerank/evaluation';
import { SettingsError } from '../../errors/settings-error.ts';
import type { CommandContext } from '../../terminal/command-context.ts';
import { outputPathOf } from '../output/output-path-of.ts';
import { RefusedLines } from './refused-lines.ts';

/** The options of a job for lines of its input that cannot be used. */
export interface BadLineOptions {
  /** `skip` leaves them out and keeps them in a file of their own. @default 'fail', which ends the job */
  readonly onBadLine?: 'fail' | 'skip' | undefined;
  /** The file for skipped lines. @default beside the output: `scored.refused.jsonl` for `scored.jsonl` */
  readonly refusedLines?: string | undefined;
}

/** The treatment of lines that cannot be used. */
export interface BadLines extends AsyncDisposable {
  readonly onMalformed: OnMalformed;
  /**
   * Refuses an input of which no line at all can be used, which is a matter of its fields' names rather than of its lines.
   *
   * @throws MalformedFileError with the first line's reason.
   */
  requireUsable(items: number): void;
  /** Puts the refused lines into their file, and tells the user how many there are. */
  commit(): Promise<void>;
}

/** The files of the job whose lines may be bad. */
export interface BadLinesOf extends BadLineOptions {
  /** The input as the user calls it. */
  readonly input: string;
  /** The output as the user calls it; undefined for standard output. */
  readonly output?: string | undefined;
  /** The absolute paths of all that is read. */
  readonly files: readonly string[];
  readonly kind: 'jsonl' | 'run';
}

/**
 * Opens the treatment of bad lines that the options ask for.
 *
 * @throws SettingsError where there is no place for refused lines, or something else is there.
 */
export async function openBadLines(
  { onBadLine = 'fail', refusedLines, input, output, files, kind }: BadLinesOf,
  context: CommandContext,
): Promise<BadLines> {
  if (onBadLine === 'fail') {
    if (refusedLines === undefined) return FAIL;
    throw new SettingsError('--refused-lines: is for --on-bad-line skip');
  }
  const named = refusedLines ?? (output === undefined ? undefined : besideOf(output, kind));
  if (named === undefined) {
    const problem = 'name a file by --refused-lines, or the --output that it is to lie beside';
    throw new SettingsError(`--on-bad-line skip: ${problem}`);
  }
  const flag = '--refused-lines';
  const path = await outputPathOf(named, files, context, flag);
  const outputPath = resolve(context.folder, output ?? '');
  if (path === outputPath || (await isSameFile(path, outputPath))) {
    throw new SettingsError(`${flag}: ${named} is the output itself`);
  }
  const refused = await RefusedLines.open(path, { input, argument: `${flag}: ${named}` });
  return {
    onMalformed: refused.add,
    requireUsable(items) {
      if (items > 0 || refused.first === undefined) return;
      const { line, problem } = refused.first;
      throw new MalformedFileError({
        path: input,
        problem: `has no line that can be used: line ${line} ${problem}`,
      });
    },
    async commit() {
      const earlier = await refused.commit();
      if (earlier !== undefined) context.stderr.write(`The earlier ${named} is kept: ${earlier}\n`);
      if (refused.first === undefined) return;
      const { count, first } = refused;
      const lines = count === 1 ? '1 line is' : `${count} lines are`;
      context.stderr.write(
        `${input}: ${lines} refused, and kept in ${named} to be mended and run again; the first: line ${first.line} ${first.problem}\n`,
      );
    },
    [Symbol.asyncDispose]: () => refused[Symbol.asyncDispose](),
  };
}

const FAIL: BadLines = {
  onMalformed({ path, line, problem }) {
    const wayOut = '--on-bad-line skip goes on without such lines';
    throw new MalformedFileError({ path, line, problem: `${problem} (${wayOut})` });
  },
  requireUsable() {},
  commit: async () => {},
  [Symbol.asyncDispose]: async () => {},
};

/** Names the file beside an output, by an ending that a later job reads. */
function besideOf(output: string, kind: BadLinesOf['kind']): string {
  const { dir, name } = parse(output);
  return join(dir, `${name}.refused.${kind}`);
}
