import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../terminal/command-context.ts';
import { collectReport } from '../doctor/collect-report.ts';
import { examinationsOf } from '../doctor/examinations-of.ts';
import { summaryOf } from '../doctor/summary-of.ts';
import { writeReport } from '../doctor/write-report.ts';
import { NegativeFindingError } from '../errors/negative-finding-error.ts';
import { formatOption } from '../options/format-option.ts';
import { reportOriginOf } from '../origin/report-origin-of.ts';
import { readSettings } from '../settings/read-settings.ts';
import { ENGINE_SETTINGS, SCORER_SETTINGS, withSettings } from '../settings/with-settings.ts';

/** `lb-rerank doctor`: looks at a live set-up from end to end, and says what to do. */
export function createDoctorCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command('doctor')
    .description(
      'check a set-up from end to end: server, model, prompt, scores, speed, search engines, Redis',
    )
    .option('--quick', 'leave out the throughput, which takes a few seconds')
    .option('--strict', 'count warnings as problems')
    .addOption(formatOption('text', 'json'))
    .addHelpText(
      'after',
      `
Exit code 1 when there is a problem, or with --strict a warning.

Examples:
  lb-rerank doctor --url http://127.0.0.1:8000/v1
  lb-rerank doctor --url http://127.0.0.1:8000/v1 --elasticsearch http://127.0.0.1:9200 --format json
  lb-rerank doctor                     # the model inside this process`,
    )
    .action(async ({ quick: isQuick = false, strict = false, format, ...flags }) => {
      const { settings } = await readSettings(flags, context);
      const examinations = examinationsOf(settings, { isQuick }, context);
      const write = format === 'json' ? collectReport : writeReport;
      const subjects = await write(examinations, reportOriginOf(context), context.stdout);
      const { problems, warnings, summary } = summaryOf(subjects);
      if (problems > 0 || (strict && warnings > 0)) throw new NegativeFindingError(summary);
      context.stderr.write(`${summary}\n`);
    });
  return withSettings(command, [...SCORER_SETTINGS, ...ENGINE_SETTINGS, 'redis']);
}
