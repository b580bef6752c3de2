import { availableParallelism, cpus, totalmem } from 'node:os';

/**
 * Describes this machine, so that figures that are passed on mean something: its processors, memory and Node.js. A model behind an
 * address may run on another.
 *
 * @example
 * ```ts
 * import { machineInWords } from '@lb-rerank/evaluation';
 *
 * // Such as: 2 × AMD EPYC, 24 GiB, Node.js 24.21.0
 * console.log(machineInWords().includes('GiB, Node.js')); // true
 * ```
 */
export function machineInWords(): string {
  const processor = cpus()[0]?.model.trim() || process.arch;
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} × ${processor}, ${memory} GiB, Node.js ${process.versions.node}`;
}
