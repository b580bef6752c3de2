import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** The command of each message that has come, as a client of Redis writes them: arrays of texts, each behind its length. */
const COMMANDS = /\*\d+\r\n\$\d+\r\n(\w+)\r\n/g;

/**
 * Starts a server that speaks as much of Redis as a question for `INFO` takes, until the test ends.
 *
 * @param info is what it tells of itself, or the error that it answers with.
 * @returns its address
 */
export async function serveFakeRedis(info: string | Error): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      for (const [, command] of bytes.toString().matchAll(COMMANDS)) {
        socket.write(command === 'INFO' ? answerOf(info) : '+OK\r\n');
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function answerOf(info: string | Error): string {
  if (typeof info !== 'string') return `-${info.message}\r\n`;
  return `$${Buffer.byteLength(info)}\r\n${info}\r\n`;
}
