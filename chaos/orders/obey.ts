/**
 * Loaded before a program under test: steps its clock, fills its heap and collects its garbage on order, and ends it with the
 * process that started it. Of the clock it is the time of day, as a step of the machine's is; the monotonic one goes on.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Order } from './order.ts';

const NUMBERS_IN_A_MEGABYTE = 131_072;
const MachineDate = Date;
let steppedByMs = 0;
let ballast: number[][] = [];
let wantedMegabytes = 0;

const now = () => MachineDate.now() + steppedByMs;
globalThis.Date = new Proxy(MachineDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
  apply: () => new MachineDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
});

process.on('message', (order: Order) => {
  if (order.do === 'step clock') steppedByMs = order.byMs;
  if (order.do === 'fill heap') void fillHeap(order.megabytes);
  if (order.do === 'collect') globalThis.gc?.();
});
process.on('disconnect', () => process.exit());
// Whether the program ends by itself is its own affair.
process.channel?.unref();

/** Takes or gives back memory bit by bit: the order itself must not hold the event loop. */
async function fillHeap(megabytes: number): Promise<void> {
  wantedMegabytes = megabytes;
  ballast = ballast.slice(0, megabytes);
  // A later order ends this one.
  while (ballast.length < wantedMegabytes) {
    ballast.push(Array<number>(NUMBERS_IN_A_MEGABYTE).fill(0.5));
    await delay(1);
  }
}
