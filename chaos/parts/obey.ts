/**
 * Loaded before a program under test: steps its clock, fills its heap and collects its garbage on order, and ends it with the
 * process that started it. Of the clock it is the time of day, as a step of the machine's is; the monotonic one goes on.
 */
import type { Order } from './order.ts';

const MachineDate = Date;
let steppedByMs = 0;
let ballast: number[][] = [];

const now = () => MachineDate.now() + steppedByMs;
globalThis.Date = new Proxy(MachineDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
  apply: () => new MachineDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
});

process.on('message', (order: Order) => {
  if (order.do === 'step clock') steppedByMs = order.byMs;
  if (order.do === 'fill heap') ballast = Array.from({ length: order.megabytes }, aMegabyte);
  if (order.do === 'collect') globalThis.gc?.();
});
process.on('disconnect', () => process.exit());
// Whether the program ends by itself is its own affair.
process.channel?.unref();

function aMegabyte(_: unknown, n: number): number[] {
  return Array.from({ length: 131_072 }, (__, m) => n + m + 0.5);
}
