import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, expect, test, vi } from 'vitest';
import { MissingRequirementError } from '../../machinery/missing-requirement-error.ts';
import { type NeedsServer, serveNeeds } from './serve-needs.ts';

let server: NeedsServer;
const report = vi.fn<(name: string, message: string) => void>();
const stop = vi.fn<() => Promise<void>>(() => Promise.resolve());
const provide = vi.fn<() => Promise<{ value: string; stop: () => Promise<void> }>>(async () => {
  await delay(50);
  return { value: 'http://127.0.0.1:9', stop };
});

beforeEach(async () => {
  vi.clearAllMocks();
  const lacking = new MissingRequirementError('no Chromium', { packages: ['chromium'] });
  const needs = {
    'an engine': { provide },
    chromium: { provide: () => Promise.reject(lacking) },
    qdrant: { provide: () => Promise.reject(new Error('it ended:\nline 1 of its log')) },
  };
  server = await serveNeeds(needs, report);
  return () => server.stop();
});

const ask = (name: string) => fetch(`${server.url}/${encodeURIComponent(name)}`);

test('provides a need once, however many ask, and ends it at the end', async () => {
  server.prepare('an engine');
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask('an engine')));
  for (const answer of answers) {
    expect(await answer.json()).toEqual({ value: 'http://127.0.0.1:9' });
  }
  expect(provide).toHaveBeenCalledOnce();
  expect(stop).not.toHaveBeenCalled();
  await server.stop();
  expect(stop).toHaveBeenCalledOnce();
});

test('starts nothing that nobody asks for', async () => {
  await ask('chromium');
  expect(provide).not.toHaveBeenCalled();
});

test('says what is missing, once in the log and to everybody who asks', async () => {
  const [first, second] = [await ask('chromium'), await ask('chromium')];
  const offer = { lacks: 'no Chromium', packages: ['chromium'] };
  expect([await first.json(), await second.json()]).toEqual([offer, offer]);
  expect(report).toHaveBeenCalledExactlyOnceWith(
    'chromium',
    'no Chromium: the tests that need it cannot run',
  );
});

test('says what is broken: in one line to everybody who asks, in full to the log', async () => {
  const answer = await ask('qdrant');
  expect(await answer.json()).toEqual({ broken: 'qdrant is broken: it ended: …' });
  expect(report).toHaveBeenCalledExactlyOnceWith(
    'qdrant',
    'the tests that need it fail: it ended:\nline 1 of its log',
  );
});

test('refuses a name that no need has', async () => {
  expect((await ask('nothing')).status).toBe(404);
});
