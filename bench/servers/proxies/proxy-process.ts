/**
 * A proxy in a process of its own, so that a load generator takes nothing from it. Its arguments are the kind of proxy and the
 * address that it stands before. Prints its address, its processor time in microseconds for each line of its standard input,
 * and ends with that.
 */
import type { AddressInfo } from 'node:net';
import { proxies } from './proxies.ts';

const [kind = '', upstream = ''] = process.argv.slice(2);
const server = await proxies[kind as keyof typeof proxies](upstream);
const { port } = server.address() as AddressInfo;
console.log(`http://127.0.0.1:${port}`);
process.stdin.on('data', () => {
  const { user, system } = process.cpuUsage();
  console.log(user + system);
});
process.stdin.on('end', () => process.exit());
