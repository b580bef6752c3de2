import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../terminal/command-context.ts';
import { positiveInteger } from '../options/positive-integer.ts';
import { createJobCommand } from '../options/create-job-command.ts';
import { readSettings } from '../settings/read-settings.ts';
import { CHUNK_SETTINGS, SCORER_SETTINGS, withSettings } from '../settings/with-settings.ts';

const EXAMPLES = `
A JSONL line is a pair { "query", "passage", … }, which comes back with "score" and "relevance_score", or a request
{ "query", "documents": […], "top_n" }, which comes back with "results". Output lines stand in input order. With
--output, a job that was stopped goes on where it was when it is started again.

A line that cannot be used ends the job, or with --on-bad-line skip is kept beside the output, below a remark with its
number and the reason. Mend it there and rerank that file; remarks are passed over. Exit code 0, unless no line is left.

Examples:
  lb-rerank rerank pairs.jsonl --output scored.jsonl --url http://127.0.0.1:8000/v1
  lb-rerank rerank bm25.run --queries queries.jsonl --corpus corpus.jsonl --output reranked.run
  lb-rerank rerank rows.jsonl --query-field q --passage-field doc.title,doc.body --on-bad-line skip --output o.jsonl
  lb-rerank rerank pairs.jsonl.gz | jq -c 'select(.relevance_score > 0.5)'`;

/** `lb-rerank rerank`: scores any number of pairs from a file. */
export function createRerankCommand(context: CommandContext): CommandUnknownOpts {
  const command = createJobCommand('rerank')
    .description('score pairs of a JSONL file, or rerank a TREC run')
    .option('--output <file>', 'where scores go, and where a stopped job goes on (default: stdout)')
    .option('--in-flight <pairs>', 'pairs in flight at once', positiveInteger, 1024)
    .addHelpText('after', EXAMPLES)
    .action(async (input, options) => {
      const { rerankFile } = await import('../bulk/rerank-file.ts');
      const { settings } = await readSettings(options, context);
      await rerankFile({ ...options, input }, settings, context);
    });
  return withSettings(command, [...SCORER_SETTINGS, ...CHUNK_SETTINGS]);
}
