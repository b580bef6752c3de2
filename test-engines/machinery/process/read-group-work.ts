import { readdir, readFile } from 'node:fs/promises';

/** Linux counts in hundredths of a second, whatever the machine. */
const TICK_MS = 10;

/** The work of a process group so far: of its living members, and of those that they have waited for. */
export interface GroupWork {
  readonly processorMs: number;
  /** Bytes that were read and written: of files, pipes and, by most programs, the network. */
  readonly transferredBytes: number;
}

/** Reads what a process group has done; `undefined` where there is no `/proc` to say so. */
export async function readGroupWork(group: number): Promise<GroupWork | undefined> {
  const names = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  if (names.length === 0) return undefined;
  const works = (await Promise.all(names.map((name) => readWork(name, group)))).flat();
  return {
    processorMs: sum(works.map(({ processorMs }) => processorMs)),
    transferredBytes: sum(works.map(({ transferredBytes }) => transferredBytes)),
  };
}

async function readWork(name: string, group: number): Promise<GroupWork[]> {
  const line = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
  // Behind the program's name, which may hold anything: state, parent, group, and later user and system time, its own and
  // that of the children which it has waited for.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  if (Number(fields[2]) !== group) return [];
  // Closed to us where the process belongs to another user.
  const io = await readFile(`/proc/${name}/io`, 'utf8').catch(() => '');
  const bytes = [...io.matchAll(/^[rw]char: (\d+)$/gm)].map(([, count]) => Number(count));
  return [
    {
      processorMs: sum(fields.slice(11, 15).map(Number)) * TICK_MS,
      transferredBytes: sum(bytes),
    },
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
