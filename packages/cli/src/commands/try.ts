import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { formatOption } from '../options/format-option.ts';
import { asItStands } from '../options/text-values.ts';
import { parseList } from '../options/parse-list.ts';
import { positiveInteger } from '../options/positive-integer.ts';
import { requireAddress } from '../options/require-address.ts';
import { readSettings } from '../settings/read-settings.ts';
import {
  CHUNK_SETTINGS,
  ENGINE_SETTINGS,
  SCORER_SETTINGS,
  withSettings,
} from '../settings/with-settings.ts';
import type { CommandContext } from '../terminal/command-context.ts';

const EXAMPLES = `
Without --passage it says which text fields there are. Nothing is written to the engine.

Examples:
  lb-rerank try "why is the sky blue" --elasticsearch http://127.0.0.1:9200 --index articles --passage title,text
  lb-rerank try "why is the sky blue" --opensearch http://127.0.0.1:9200 --index articles --passage text --html try.html
  lb-rerank try "why is the sky blue" --qdrant http://127.0.0.1:6333 --index articles --passage text \\
    --embeddings-url http://127.0.0.1:8001/v1 --embeddings-model intfloat/e5-base-v2 --embeddings-query-prefix "query: "`;

/** `lb-rerank try`: shows one search of a user's own index before and after reranking. */
export function createTryCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command('try')
    .description('search your own index once, and see the hits before and after reranking')
    .argument('<query...>', 'what is searched for')
    .requiredOption(
      '--index <name>',
      'index of Elasticsearch or OpenSearch, or collection of Qdrant',
    )
    .option('--passage <fields>', 'text fields that the model reads, with commas', parseList)
    .option('--opensearch <address>', 'OpenSearch; --elasticsearch takes one as well', (text) =>
      requireAddress('--opensearch', text),
    )
    .option('--depth <hits>', 'hits that are reranked', positiveInteger, 50)
    .option('--places <hits>', 'places that are shown', positiveInteger, 10)
    .option('--using <name>', 'which vector of the collection (Qdrant)')
    .option(
      '--embeddings-url <address>',
      'OpenAI-compatible server that embeds the query (Qdrant)',
      (text) => requireAddress('--embeddings-url', text),
    )
    .option('--embeddings-model <name>', 'its model, or one that Qdrant itself runs')
    .option(
      '--embeddings-query-prefix <text>',
      "text before the query, as in 'query: ' for e5 (Qdrant)",
      asItStands,
    )
    .option('--html <file>', 'also write the comparison as a page')
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', EXAMPLES)
    .action(async (query, options) => {
      const { runTrial } = await import('../trial/run-trial.ts');
      await runTrial(query.join(' '), options, await readSettings(options, context), context);
    });
  return withSettings(command, [...SCORER_SETTINGS, ...CHUNK_SETTINGS, ...ENGINE_SETTINGS]);
}
