/** A process was ended, since it did nothing any more or took too long. The message names it and holds the last of its output. */
export class StalledProcessError extends Error {
  override readonly name = 'StalledProcessError';
  /** The command and its arguments. */
  readonly commandLine: string;

  constructor(
    {
      commandLine,
      problem,
      tail,
    }: {
      commandLine: string;
      /** Like "did nothing for 5 minutes". */
      problem: string;
      /** The last of its output. */
      tail: string;
    },
    cause?: unknown,
  ) {
    const message = `${commandLine} ${problem} and was ended; the last of its output:\n${tail}`;
    super(message, cause === undefined ? undefined : { cause });
    this.commandLine = commandLine;
  }
}
