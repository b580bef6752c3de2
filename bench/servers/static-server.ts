/**
 * An engine's stand-in in a process of its own: answers `/small` with 1 kB of JSON and all else with 1 MB, at once. Prints its
 * address and ends with its standard input.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const answerOf = (bytes: number) => Buffer.from(JSON.stringify({ text: 'x'.repeat(bytes - 11) }));
const [small, large] = [answerOf(1000), answerOf(1_000_000)];

const server = createServer((request, response) => {
  const body = request.url!.startsWith('/small') ? small : large;
  request.resume();
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': body.length,
    'x-elastic-product': 'Elasticsearch',
  });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.stdin.resume().on('end', () => process.exit());
