import { readdir, readFile } from 'node:fs/promises';

/** Linux counts in hundredths of a second, whatever the machine. */
const TICK_MS = 10;

/** Reads the processor time that the living members of a process group have used, in ms; 0 where there is no `/proc`. */
export async function readGroupProcessorTime(group: number): Promise<number> {
  const names = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const times = await Promise.all(
    names.map(async (name) => {
      const line = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
      // Behind the program's name, which may hold anything: state, parent, group, and later user and system time.
      const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
      return Number(fields[2]) === group ? Number(fields[11]) + Number(fields[12]) : 0;
    }),
  );
  return times.reduce((sum, time) => sum + time, 0) * TICK_MS;
}
