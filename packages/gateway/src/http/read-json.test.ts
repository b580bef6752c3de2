import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { BytesInFlight } from '../admission/bytes-in-flight.ts';
import { Turns } from '../admission/turns.ts';
import { readJson } from './read-json.ts';

const text = JSON.stringify({ query: 'Äpfel 🍎', documents: ['1', '2'] });
const value = JSON.parse(text) as object;

function read(request: Request, maxBodyBytes = 1000, maxValues = 100): Promise<unknown> {
  const held = new BytesInFlight(10_000_000).hold();
  return readJson(request, { maxBodyBytes, maxValues, held, turns: new Turns() });
}

/** A request whose body comes in parts of so many bytes, its length untold. */
function inParts(bytes: Uint8Array, size: number, headers: Record<string, string> = {}): Request {
  let from = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (from >= bytes.byteLength) controller.close();
      else controller.enqueue(bytes.slice(from, (from += size)));
    },
  });
  return new Request('http://here/', {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  });
}

test.each([1, 7, 1000])('reads a body in parts of %d bytes, whatever they cut', async (size) => {
  expect(await read(inParts(Buffer.from(text), size))).toEqual(value);
});

test.each([
  [
    'whole',
    (bytes: Buffer) => new Request('http://here/', { method: 'POST', body: bytes.toString() }),
  ],
  ['in parts', (bytes: Buffer) => inParts(bytes, 10)],
])('takes a byte order mark off a body that comes %s', async (_, requestOf) => {
  expect(await read(requestOf(Buffer.from(`\uFEFF${text}`)))).toEqual(value);
});

test.each(['gzip', 'x-gzip', 'GZIP'])('unpacks %s', async (encoding) => {
  const packed = gzipSync(text);
  const headers = { 'content-encoding': encoding, 'content-length': `${packed.byteLength}` };
  expect(await read(inParts(packed, 10, headers))).toEqual(value);
});

test('unpacks no more than the limit', async () => {
  const packed = gzipSync(JSON.stringify('a'.repeat(10_000_000)));
  expect(packed.byteLength).toBeLessThan(100_000);
  const reading = read(inParts(packed, 1000, { 'content-encoding': 'gzip' }), 100_000);
  await expect(reading).rejects.toMatchObject({ code: 'too_large' });
});

test.each([
  ['br', 'unsupported_encoding', text],
  ['gzip, gzip', 'unsupported_encoding', text],
  ['gzip', 'invalid_json', text],
  ['identity', 'invalid_json', '{'],
])('refuses %s by name: %s', async (encoding, code, body) => {
  const headers = { 'content-encoding': encoding };
  const reading = read(inParts(Buffer.from(body), 10, headers));
  await expect(reading).rejects.toMatchObject({ code });
});

test.each([1, 1000])(
  'holds about as much memory as a body of parts of %d bytes has',
  async (size) => {
    const bytes = Buffer.from(JSON.stringify('a'.repeat(500_000)));
    const before = process.memoryUsage();
    await read(inParts(bytes, size), 1_000_000);
    const after = process.memoryUsage();
    // Parts that are kept take 250 bytes each beside what they hold.
    expect(
      after.arrayBuffers + after.external - before.arrayBuffers - before.external,
    ).toBeLessThan(20_000_000);
  },
);

test('says that a body is too large as soon as it is, told or untold', async () => {
  const told = new Request('http://here/', {
    method: 'POST',
    body: text,
    headers: { 'content-length': '2000' },
  });
  await expect(read(told)).rejects.toMatchObject({ code: 'too_large' });
  await expect(read(inParts(Buffer.alloc(2000), 100))).rejects.toMatchObject({
    code: 'too_large',
  });
});
