import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { TENANTS, type Tenant } from '../pairs/texts.ts';
import { createSteeredPart, type SteeredPart } from './create-steered-part.ts';
import type { Mode } from './create-model.ts';
import { startSteered } from './start-steered.ts';

const PROGRAM = join(import.meta.dirname, '..', '..', 'packages', 'cli', 'src', 'bin.ts');

/** The heap that `deploy` gives the gateway, in megabytes. */
export const GATEWAY_HEAP_MB = 640;

/** The most documents of a request, small so that a request can have too many. */
export const MOST_DOCUMENTS = 40;

/** The key of each caller. */
export const KEYS = Object.fromEntries(
  TENANTS.map((tenant) => [tenant, `${tenant}-${'k'.repeat(40)}`]),
) as Record<Tenant, string>;

/** The port of the gateway, and the hosts and ports that lead to the parts it needs. */
export interface GatewayPlace {
  readonly port: number;
  readonly models: readonly string[];
  readonly redis: string;
  readonly mode: Mode;
  /** The file that its log goes into. */
  readonly logFile: string;
}

/** Makes the gateway: `lb-rerank serve`, with the memory that `deploy` gives it. */
export function createGateway({ port, models, redis, mode, logFile }: GatewayPlace): SteeredPart {
  const settings = [
    ['--url', ...models.map((host) => `http://${host}/v1`)],

    ['--port', `${port}`],
    // Classification is what `auto` has to find out by itself.
    mode === 'classify' ? [] : ['--mode', mode],
    ['--max-documents', `${MOST_DOCUMENTS}`],
    // A request that is lost on its way is found out before the callers' deadlines.
    ['--request-timeout-ms', '1000'],
  ];
  return createSteeredPart('gateway', async () => {
    const log = openSync(logFile, 'a');
    try {
      return await startSteered([PROGRAM, 'serve', ...settings.flat()], {
        ready: /lb-rerank serves/,
        nodeOptions: [`--max-old-space-size=${GATEWAY_HEAP_MB}`],
        env: {
          LB_RERANK_KEYS: TENANTS.map((tenant) => `${tenant}=${KEYS[tenant]}`).join(),
          LB_RERANK_REDIS: `redis://${redis}`,
        },
        log,
      });
    } finally {
      closeSync(log);
    }
  });
}
