import { chatRequest, LEVEL_TOKEN_IDS } from '@lb-rerank/core/backend';
import type { CommandContext } from '../terminal/command-context.ts';
import { waitingForFiles } from '../files/waiting-for-files.ts';
import { hasText } from './blank-passages.ts';
import { type JobFiles, openJobItems } from './open-job-items.ts';
import { OutputFile } from './output/output-file.ts';
import { outputPathOf } from './output/output-path-of.ts';
import { pairId } from './batch/pair-id.ts';

/** The files of an export, and the model that its requests name. */
export interface ExportOptions extends JobFiles {
  readonly output: string;
  readonly model: string;
}

/** Lines that are written at once. */
const LINES = 256;

/** Writes the pairs of a job as requests of OpenAI's batch format, a chat completion each; gives how many, and how many
 * blank passages were left out. */
export async function exportBatch(
  options: ExportOptions,
  context: CommandContext,
): Promise<{ requests: number; blank: number }> {
  await using job = await openJobItems(options, context);
  // Other than scores, requests cost nothing to be made anew.
  const path = await outputPathOf(options.output, job.files, context);
  await using output = await OutputFile.replace(path, waitingForFiles(context));
  let number = 0;
  let requests = 0;
  let lines: string[] = [];
  for await (const { query, passages } of job.items) {
    context.signal.throwIfAborted();
    for (const passage of passages) {
      number += 1;
      if (!hasText(passage)) continue;
      requests += 1;
      const { model } = options;
      const body = chatRequest({ query, passage }, { model, levelTokenIds: LEVEL_TOKEN_IDS });
      const request = {
        custom_id: pairId(number, { query, passage }),
        method: 'POST',
        url: '/v1/chat/completions',
      };
      lines.push(JSON.stringify({ ...request, body }));
    }
    if (lines.length < LINES) continue;
    await output.write(lines);
    lines = [];
  }
  await output.write(lines);
  await output.commit();
  await job.commitRefused();
  return { requests, blank: number - requests };
}
