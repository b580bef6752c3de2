import { styleText } from 'node:util';
import type { TerminalStream } from './command-context.ts';

/** A way to write a text in a colour or weight. */
export type Paint = (format: Parameters<typeof styleText>[0], text: string) => string;

/** Paints for a stream: only where it is a terminal, and as NO_COLOR and FORCE_COLOR say. */
export function paintFor(stream: TerminalStream): Paint {
  return (format, text) => styleText(format, text, { stream });
}
