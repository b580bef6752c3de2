import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../terminal/command-context.ts';
import { readSettings } from '../settings/read-settings.ts';
import {
  CHUNK_SETTINGS,
  GATEWAY_SETTINGS,
  SCORER_SETTINGS,
  withSettings,
} from '../settings/with-settings.ts';

/** `lb-rerank serve`: the model as the rerank endpoint that search engines and clients know. */
export function createServeCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command('serve')
    .description('serve the rerank interfaces that search engines and clients know, over HTTP')
    .addHelpText(
      'after',
      `
It stops by Ctrl-C or SIGTERM: it finishes what it took, refuses the new with 503, and ends with exit code 0. On an address
that others reach it wants keys (LB_RERANK_KEYS or --key-file) or --no-auth.

Examples:
  lb-rerank serve --url http://127.0.0.1:8000/v1
  LB_RERANK_KEYS=search=$(openssl rand -hex 32) lb-rerank serve --url http://gpu:8000/v1 --host 0.0.0.0
  curl -s http://127.0.0.1:8787/v2/rerank --json '{"query": "apples", "documents": ["Malus", "Pyrus"]}'`,
    )
    .action(async (flags) => {
      const read = await readSettings(flags, context);
      // Commands that serve nothing need not wait until a web server is loaded.
      const { serveUntilStopped } = await import('../serve/serve-until-stopped.ts');
      await serveUntilStopped(read, context);
    });
  return withSettings(command, [...SCORER_SETTINGS, ...CHUNK_SETTINGS, ...GATEWAY_SETTINGS]);
}
