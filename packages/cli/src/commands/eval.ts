import { Command, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { DEFAULT_METRICS } from '@lb-rerank/evaluation';
import type { CommandContext } from '../terminal/command-context.ts';
import { SettingsError } from '../errors/settings-error.ts';
import {
  parseFormulas,
  parseLevels,
  parseMetrics,
  parsePrice,
  parseSystem,
  parseThreshold,
} from '../options/evaluation-values.ts';
import { OPENSEARCH_WAY } from '../evaluation/refuse-opensearch.ts';
import { formatOption } from '../options/format-option.ts';
import { asItStands } from '../options/text-values.ts';
import { parseList } from '../options/parse-list.ts';
import { positiveInteger, positiveIntegers } from '../options/positive-integer.ts';
import { requireAddress } from '../options/require-address.ts';
import { readSettings } from '../settings/read-settings.ts';
import { ENGINE_SETTINGS, SCORER_SETTINGS, withSettings } from '../settings/with-settings.ts';

const EXAMPLES = `
A collection is a folder in BEIR's layout: corpus.jsonl, queries.jsonl (or .gz) and qrels/<split>.tsv. Every scored pair is
kept under --out at once, so a run that was stopped goes on where it was when it is started again.

Examples:
  lb-rerank eval scifact --elasticsearch http://127.0.0.1:9200 --url http://127.0.0.1:8000/v1 --queries 250
  lb-rerank eval scifact fiqa --system q8=q8.gguf --system q4=q4.gguf --formula expected,card
  lb-rerank eval mine --run bm25.run --fail-under ndcg@10=0.70 --format json
  lb-rerank eval --compare published`;

/** `lb-rerank eval`: measures what reranking does to a search. */
export function createEvalCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command('eval')
    .description('measure what reranking does for your queries, and write a report')
    .argument('[collections...]', "folders in BEIR's layout")
    .addOption(
      new Option('--first-stage <kind>', 'what finds the candidates (default: what is named below)')
        .choices(['elasticsearch', 'qdrant', 'minisearch', 'run'])
        .helpGroup('First stage:'),
    )
    .addOption(
      new Option('--opensearch [address]')
        .hideHelp()
        .preset('')
        .argParser(() => {
          throw new SettingsError(`--opensearch: eval does not search it: ${OPENSEARCH_WAY}`);
        }),
    )
    .option('--run <file>', 'a TREC run file that is the first stage; also the way for OpenSearch')
    .option('--index <name>', 'an Elasticsearch index or Qdrant collection of your own')
    .option(
      '--fields <names>',
      'text fields of that index, with commas (default: title,txt in Elasticsearch, title,text in Qdrant)',
      parseList,
    )
    .option('--id-field <name>', "payload field with the judgements' ids (Qdrant)")
    .option(
      '--analyzer <name>',
      'of an index that is made: cjk for those languages (default: english)',
    )
    .option('--keep-index', 'leave an index that was made where it is')
    .option('--using <name>', 'which vector of the collection (Qdrant)')
    .option(
      '--embeddings-url <address>',
      'OpenAI-compatible server that embeds queries (Qdrant)',
      (text) => requireAddress('--embeddings-url', text),
    )
    .option('--embeddings-model <name>', 'its model, or one that Qdrant itself runs')
    .option(
      '--embeddings-query-prefix <text>',
      "text before each query, blanks included, for models such as e5: 'query: ' (Qdrant)",
      asItStands,
    )
    .option(
      '--system <name=location>',
      'a model to measure, by address or file; repeat it for several',
      parseSystem,
    )
    .option(
      '--query-field <name>',
      "the field of a query's text, dotted where it is nested",
      'text',
    )
    .option(
      '--passage-field <names>',
      "the fields of a document's text, with commas (default: title and text)",
      parseList,
    )
    .option('--split <name>', 'which judgements', 'test')
    .option('--formula <names>', 'expected (default), card, notebook', parseFormulas)
    .option('--metrics <names>', 'the first one is compared and drawn', parseMetrics)
    .option('--depth <hits>', 'how many hits are reranked', positiveInteger, 100)
    .option('--hits <count>', 'hits that are ranked at all (default: 100)', positiveInteger)
    .option('--depths <hits>', 'depths that are tried', positiveIntegers, [10, 20, 50, 100, 200])
    .option(
      '--patiences <hits>',
      'also replay rank windows that end after so many hits that enter no best 10',
      positiveIntegers,
    )
    .option(
      '--min-top-scores <scores>',
      'also replay rank windows that end once the best 10 reach such a score, 1 to 7',
      parseLevels,
    )
    .option('--queries <count>', 'only the first ones, by id', positiveInteger)
    .addOption(
      new Option(
        '--identical-ids <what>',
        "what becomes of hits with their query's id: drop them where queries are documents, keep them where ids are just numbers (default: as the judgements show)",
      ).choices(['drop', 'keep']),
    )
    .option('--count-queries-without-hits', 'as 0, instead of leaving them out')
    .option('--parallel-queries <count>', 'queries in flight at once', positiveInteger, 1)
    .option('--price-per-hour <amount>', "of the model's machine, for the cost", parsePrice)
    .option('--out <folder>', 'where scores and reports go', 'lb-rerank-eval')
    .option(
      '--fail-under <metric=value>',
      'exit with 1 where a model stays under it',
      parseThreshold,
    )
    .addOption(
      new Option(
        '--compare <tables>',
        'print the tables of the authors, measuring nothing',
      ).choices(['published']),
    )
    .addOption(formatOption('markdown', 'json', 'html'))
    .addHelpText('after', EXAMPLES)
    .action(async (collections, options) => {
      // These load charts and engines, which no other command needs.
      const { runEvaluation } = await import('../evaluation/run-evaluation.ts');
      const { printPublished } = await import('../evaluation/print-published.ts');
      const { metrics = DEFAULT_METRICS } = options;
      if (collections.length > 0) {
        if (options.compare !== undefined) {
          throw new SettingsError('--compare: prints tables and measures nothing; name no folder');
        }
        const sourced = await readSettings(options, context);
        await runEvaluation(collections, { ...options, metrics }, sourced, context);
      } else if (options.compare === undefined) {
        throw new SettingsError('collections: name at least one folder, or --compare published');
      } else {
        printPublished(options.metrics, options.format, context);
      }
    });
  return withSettings(command, [...SCORER_SETTINGS, ...ENGINE_SETTINGS]);
}
