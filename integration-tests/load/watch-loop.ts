import { resourceUsage, threadCpuUsage } from 'node:process';

/** The report of a watched process on itself. */
export interface LoopReport {
  /** The longest time of the processor that the event loop spent between two looks at the clock, in milliseconds. */
  readonly longestHoldMs: number;
  /** The most memory that the process had, in bytes. */
  readonly peakBytes: number;
}

const LOOK_EVERY_MS = 5;

// Time of the processor, and not of the clock: on a busy machine the clock also counts what others did.
const spentMs = () => {
  const { user, system } = threadCpuUsage();
  return (user + system) / 1000;
};

let before = spentMs();
let longestHoldMs = 0;
setInterval(() => {
  const now = spentMs();
  longestHoldMs = Math.max(longestHoldMs, now - before);
  before = now;
}, LOOK_EVERY_MS).unref();

process.on('message', () => {
  const report: LoopReport = { longestHoldMs, peakBytes: resourceUsage().maxRSS * 1024 };
  process.send?.(report);
  longestHoldMs = 0;
});
process.channel?.unref();
// A gateway outlives no test that was ended.
process.on('disconnect', () => process.exit());
