import { expect, test } from 'vitest';
import { deadLinks } from './dead-links.ts';
import { docstringExamples } from './docstring-examples.ts';
import { entryPoints } from './entry-points.ts';
import { needsEngine } from './needs-engine.ts';
import { pastablePrograms, readmePrograms } from './readme-programs.ts';
import { runPrograms } from './run-programs.ts';
import { serveStandInModel } from './serve-stand-in-model.ts';
import { typeErrorsOf } from './type-errors-of.ts';
import { WITHOUT_EXAMPLE } from './without-example.ts';

const examples = docstringExamples();
/** All examples are compiled and run as one program each, which takes a busy machine a while. */
const TIMEOUT_MS = 180_000;

test('every entry point has an example, or a reason to have none', async () => {
  const names = new Set(examples.map(({ name }) => name));
  const without = (await entryPoints()).filter((name) => !names.has(name));
  expect(without.toSorted()).toEqual(Object.keys(WITHOUT_EXAMPLE).toSorted());
});

test.for(examples)('the example of $name says what it prints', ({ prints }) => {
  expect(prints).not.toEqual([]);
});

test('every link leads to something exported', () => {
  expect(deadLinks()).toEqual([]);
});

test(
  'all examples compile, and so do the READMEs of those that people start with',
  async () => {
    const readmes = readmePrograms(['core', 'local', 'elasticsearch', 'qdrant', 'proxy']);
    const pastable = pastablePrograms('gateway');
    expect(pastable).toHaveLength(2);
    expect(await typeErrorsOf([...examples, ...readmes, ...pastable])).toBe('');
  },
  TIMEOUT_MS,
);

test(
  'examples without an engine print what they say, with a stand-in for the model',
  async () => {
    await using model = await serveStandInModel();
    const alone = examples.filter((example) => !needsEngine(example));
    const printed = await runPrograms(alone, {
      'http://127.0.0.1:8000': model.url,
      'http://localhost:8000': model.url,
      'port: 8787': 'port: 0',
    });
    expect(printed).toEqual(alone);
  },
  TIMEOUT_MS,
);
