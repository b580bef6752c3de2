import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { level } from '../options/level.ts';
import { positiveInteger } from '../options/positive-integer.ts';
import { requireAddress } from '../options/require-address.ts';
import { readSettings } from '../settings/read-settings.ts';
import {
  CHUNK_SETTINGS,
  ENGINE_SETTINGS,
  PROXY_SETTINGS,
  SCORER_SETTINGS,
  withSettings,
} from '../settings/with-settings.ts';
import type { CommandContext } from '../terminal/command-context.ts';

const EXAMPLES = `
The application's address changes to the proxy's, and nothing else. What no rule fits passes through as it is. Each caller's own
credentials go on to the engine; the proxy has none, but for --suggest. It stops by Ctrl-C or SIGTERM.

Examples:
  lb-rerank proxy --elasticsearch http://127.0.0.1:9200 --url http://127.0.0.1:8000/v1 --passage 'articles*=title,text'
  lb-rerank proxy --opensearch https://search:9200 --ca-file ca.pem --passage 'articles=title,text' --passage 'faq-*=answer'
  lb-rerank proxy --elasticsearch http://127.0.0.1:9200 --suggest
  lb-rerank proxy --qdrant http://127.0.0.1:6333 --passage 'articles=text' --embeddings-url http://127.0.0.1:8001/v1
  curl -i 'http://127.0.0.1:9201/articles/_search?q=apples'`;

/** `lb-rerank proxy`: stands before a search engine and reranks what any client searches. */
export function createProxyCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command('proxy')
    .description('stand before a search engine, and rerank what any client searches')
    .option('--opensearch <address>', 'OpenSearch, where it is that', (text) =>
      requireAddress('--opensearch', text),
    )
    .option(
      '--passage <index=fields...>',
      "indices, with * for any characters, and the text fields that the model reads: 'articles*=title,text'",
    )
    .option(
      '--rank-window-size <hits>',
      'hits that are reranked, of these (default: 100)',
      positiveInteger,
    )
    .option('--min-score <1-7>', 'leave out hits of these scored below', level)
    .option('--ca-file <path>', "certificates in PEM that the engine's own is signed by")
    .option('--no-marks', 'add nothing to the answers, for clients that take no unknown fields')
    .option(
      '--embeddings-url <address>',
      'OpenAI-compatible server that makes vectors of the texts in queries and points (Qdrant)',
      (text) => requireAddress('--embeddings-url', text),
    )
    .option(
      '--embeddings-model <name>',
      'its model, in place of the one that requests name (Qdrant)',
    )
    .option('--suggest', "print rules that fit the engine's indices, and stop")
    .option('--index <pattern>', 'indices that --suggest looks at', '*')
    .addHelpText('after', EXAMPLES)
    .action(async (options) => {
      const read = await readSettings(options, context);
      // Commands that serve nothing need not wait until a web server is loaded.
      const { proxyUntilStopped } = await import('../proxy/proxy-until-stopped.ts');
      await proxyUntilStopped(options, read, context);
    });
  return withSettings(command, [
    ...SCORER_SETTINGS,
    ...CHUNK_SETTINGS,
    ...ENGINE_SETTINGS,
    ...PROXY_SETTINGS,
  ]);
}
