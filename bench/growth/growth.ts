/** A size that grows, and what one unit of work costs at each. */
export interface Growth {
  /** The thing that grows, with its unit of work, such as `rank windows of n documents, a pair`. */
  readonly what: string;
  /** Sizes, each about ten times the one before. */
  readonly sizes: readonly number[];
  /** Does work of a size that it has never done before, and gives the CPU time of one unit, in microseconds. */
  readonly costOf: (size: number) => Promise<number>;
}

/** Microseconds of CPU of this thread. */
export async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}
