import type { Command } from '@commander-js/extra-typings';

/** Gives a command the files of a bulk job: pairs, or a run with its texts. */
export function withJobFiles<Args extends unknown[], Options extends Record<string, unknown>>(
  command: Command<Args, Options>,
) {
  return command
    .argument('<input>', 'a .jsonl or a run file, also as .gz')
    .option('--queries <file>', "a run's queries: JSONL with _id and text")
    .option('--corpus <file>', "a run's documents: JSONL with _id, title and text");
}
