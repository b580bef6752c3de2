import { inspect } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import { addressToShow } from './address-to-show.ts';
import type { EngineDefinition } from './engine-definition.ts';
import { EngineUnavailableError } from './engine-unavailable-error.ts';
import { fetchJson } from './fetch-json.ts';
import { MissingRequirementError } from './missing-requirement-error.ts';
import { resolveEngine } from './resolve-engine.ts';

const NOWHERE = '127.0.0.1:2';

afterEach(() => {
  vi.unstubAllEnvs();
});

const points: EngineDefinition = {
  name: 'points',
  environmentVariable: 'POINTS_URL',
  identify: async (url) => JSON.stringify(await fetchJson(url)),
  startContainer: undefined,
  startProcess: () => Promise.reject(new MissingRequirementError('no Python')),
};

const failureOf = (definition: EngineDefinition) =>
  resolveEngine(definition).then(
    () => expect.unreachable(),
    (error: unknown) => error as EngineUnavailableError,
  );

test.each([
  [`http://${NOWHERE}/`, `http://${NOWHERE}`, 'ECONNREFUSED'],
  ['nonsense', 'nonsense', 'Failed to parse URL'],
  [`http://me:s3cret@${NOWHERE}`, `http://${NOWHERE}`, 'includes credentials'],
  [`HTTP://me:s3cret%40@${NOWHERE}/?key=s3cret`, `HTTP://${NOWHERE}/`, 'includes credentials'],
  [`me:s3cret@${NOWHERE}`, NOWHERE, 'unknown scheme'],
])('says which variable names an engine that does not answer: %s', async (value, shown, reason) => {
  vi.stubEnv('POINTS_URL', value);
  const error = await failureOf(points);
  expect(error.message).toContain(`no points: POINTS_URL names ${shown}, where none answers: `);
  expect(error.message).toContain(reason);
  expect(error.message).not.toContain('\n');
  expect(inspect(error, { depth: 9 })).not.toContain('s3cret');
  expect(error).toMatchObject({ lacks: undefined, failures: error.reasons });
});

test('passes over what lacks something for what starts', async () => {
  const engine = { url: 'http://127.0.0.1:9', origin: 'process', description: 'points' } as never;
  expect(await resolveEngine({ ...points, startProcess: () => engine })).toBe(engine);
});

test('tells an engine that is missing from one that is broken in any of its ways', async () => {
  const missing = await failureOf(points);
  expect(missing.lacks).toMatchObject({ message: 'no Python' });
  expect(missing.failures).toEqual([]);

  const startProcess = () => Promise.reject(new Error('it ended'));
  const broken = await failureOf({ ...points, startProcess });
  expect(broken.lacks).toBeUndefined();
  expect(broken.failures).toEqual(['local process: it ended']);

  const errors = [new Error('no such image'), new MissingRequirementError('no Python')];
  const inDocker = new EngineUnavailableError('points', ['Docker: no such image', 'local'], errors);
  expect(inDocker.lacks).toBeUndefined();
  expect(inDocker.failures).toEqual(['Docker: no such image']);
});

test.each([
  ['redis://:p@ss@host:1/0', 'redis://host:1/0'],
  ['http://me:a/b c@host/path?api_key=x#y', 'http://host/path'],
  ['http://host:6333', 'http://host:6333'],
])('shows %s without what is secret', (address, shown) => {
  expect(addressToShow(address)).toBe(shown);
});
