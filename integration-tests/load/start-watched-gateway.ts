import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { LB_RERANK } from '../setup/lb-rerank.ts';
import type { LoopReport } from './watch-loop.ts';

/** A gateway in a process of its own, which tells how long it held its event loop. */
export interface WatchedGateway extends AsyncDisposable {
  readonly url: string;
  readonly isRunning: boolean;
  /** Reports on the time since the last report. */
  report(): Promise<LoopReport>;
}

/**
 * Starts `lb-rerank serve`.
 *
 * @param options.nodeOptions those of its heap, as it is shipped.
 */
export async function startWatchedGateway(options: {
  readonly modelURL: string;
  readonly nodeOptions: readonly string[];
}): Promise<WatchedGateway> {
  const gateway = fork(LB_RERANK, ['serve', '--url', options.modelURL, '--port', '0'], {
    execArgv: [...options.nodeOptions, '--import', join(import.meta.dirname, 'watch-loop.ts')],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const [line] = (await once(gateway.stderr!, 'data')) as [Buffer];
  const [, url = ''] = / at (http\S+)/.exec(line.toString()) ?? [];
  gateway.stderr!.resume();
  return {
    url,
    get isRunning() {
      return gateway.exitCode === null && gateway.signalCode === null;
    },
    async report() {
      const answer = once(gateway, 'message');
      gateway.send('report');
      const [report] = (await answer) as [LoopReport];
      return report;
    },
    async [Symbol.asyncDispose]() {
      if (gateway.exitCode !== null || gateway.signalCode !== null) return;
      const ended = once(gateway, 'exit');
      gateway.kill('SIGKILL');
      await ended;
    },
  };
}
