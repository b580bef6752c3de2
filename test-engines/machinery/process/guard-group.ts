import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

/**
 * Leaves a shell behind that kills the group and removes the run folder when this process ends before it could.
 *
 * It waits on the returned pipe, which the kernel closes even after SIGKILL, when no handler of ours can run. A line
 * tells it that the group has ended.
 */
export function guardGroup(processId: number, runFolder: string): Writable {
  const script = `
    read -r line || { kill -s KILL -- "-$1"; sleep 1; }
    read -r line
    rm -rf -- "$2"`;
  const guard = spawn('/bin/sh', ['-c', script, 'guard', String(processId), runFolder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  // Its end is no error of ours.
  guard.stdin.on('error', () => {});
  return guard.stdin;
}
