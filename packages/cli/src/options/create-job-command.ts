import { Command, Option } from '@commander-js/extra-typings';
import { parseList } from './parse-list.ts';

/** Makes a command with the files of a bulk job: pairs, or a run with its texts; and with what is done about lines that cannot be used. */
export function createJobCommand(name: string) {
  return new Command(name)
    .argument('<input>', 'a .jsonl or a run file, also as .gz')
    .option('--queries <file>', "a run's queries: JSONL with _id and text")
    .option('--corpus <file>', "a run's documents: JSONL with _id, title and text")
    .option('--query-field <name>', 'the field of the query, dotted where it is nested')
    .option(
      '--passage-field <names>',
      'the fields of the passage, with commas; several are joined by line breaks',
      parseList,
    )
    .addOption(
      new Option(
        '--on-bad-line <what>',
        'end at a line that cannot be used, or skip it: it is kept in a file of its own',
      )
        .choices(['fail', 'skip'])
        .default('fail' as const),
    )
    .option('--refused-lines <file>', 'where skipped lines go (default: beside --output)');
}
