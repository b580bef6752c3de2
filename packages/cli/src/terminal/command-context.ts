import type { Readable, Writable } from 'node:stream';

/** A stream that may be a terminal. */
export type TerminalStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** The world around a command, so that a test can give it another. */
export interface CommandContext {
  /** The arguments behind `lb-rerank`, as they were typed. */
  readonly args?: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** The folder in which relative paths begin and the settings file is looked for. */
  readonly folder: string;
  readonly stdin: Readable;
  /** Takes the result, and nothing else. */
  readonly stdout: TerminalStream;
  /** Takes progress, notices and errors. */
  readonly stderr: TerminalStream;
  /** Aborted with an InterruptedError when the command is to stop. */
  readonly signal: AbortSignal;
  /** Says that the command is to go on where its output cannot be written, such as on a full disk: a service is worth more than its log. */
  readonly outliveOutput?: () => void;
}
