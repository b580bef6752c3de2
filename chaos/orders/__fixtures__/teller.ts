/** A program that tells the memory it holds and the time that it sees, whenever it is asked. */
process.on('message', (order: { do: string }) => {
  if (order.do !== 'tell') return;
  globalThis.gc?.();
  const megabytes = process.memoryUsage().heapUsed / 1e6;
  process.send?.({ megabytes, now: Date.now(), date: Number(new Date()) });
});
setInterval(() => {}, 1000);
