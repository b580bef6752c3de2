import { expect, test } from 'vitest';
import { gatewayOfLevels } from '../../testing/gateway-of-levels.ts';
import { postTo } from '../../testing/post-to.ts';

const gateway = gatewayOfLevels({ maxCharactersPerDocument: 1000 });
const numbered = (count: number) => Array.from({ length: count }, (_, n) => `f${n}`);
const documentsOf = (count: number) => Array.from({ length: count }, () => ({ f0: '3' }));

async function ask(rankFields: unknown, documents: unknown) {
  const { response, body } = await postTo(gateway, '/v1/rerank', {
    query: 'q',
    rank_fields: rankFields,
    documents,
  });
  return { status: response.status, message: (body as { message?: string }).message };
}

test('takes as many fields of as many documents as can be looked up soon', async () => {
  expect((await ask(numbered(20), documentsOf(1000))).status).toBe(200);
  expect((await ask(numbered(100), documentsOf(200))).status).toBe(200);
  expect(await ask(numbered(21), documentsOf(1000))).toEqual({
    status: 422,
    message: expect.stringMatching(/^rank_fields .* 21 fields .* 1000 documents/) as string,
  });
  // What is named twice is looked up once.
  expect((await ask([...numbered(20), ...numbered(20)], documentsOf(1000))).status).toBe(200);
});

test.each<[string, unknown, RegExp]>([
  ['no field', [], /1 to 100 fields/],
  ['too many fields', numbered(101), /1 to 100 fields/],
  ['a name that is too long', ['f0', 'a'.repeat(201)], /^rank_fields\[1\]: .* 200 characters/],
  ['a name of too many levels', ['a.'.repeat(16)], /^rank_fields\[0\]: .* 16 levels/],
  ['what is no list', 'f0', /^rank_fields: must be a list/],
  ['what is no name', ['f0', 1], /^rank_fields\[1\]: must be a text/],
])('refuses %s', async (_, rankFields, message) => {
  const answer = await ask(rankFields, documentsOf(1));
  expect(answer.status).toBe(422);
  expect(answer.message).toMatch(message);
});

test('stops joining fields where a document becomes too long', async () => {
  const long = Object.fromEntries(numbered(10).map((name) => [name, 'x'.repeat(150)]));
  const answer = await ask(numbered(10), [long]);
  expect(answer).toEqual({ status: 422, message: 'documents[0] is longer than 1000 characters' });
});

test('repeats only the beginning of many names that a document has none of', async () => {
  const { message } = await ask(numbered(100), [{ other: '1' }]);
  expect(message).toContain('documents[0] has no text in "f0" or "f1"');
  expect(message!.length).toBeLessThan(200);
});

test('refuses too many documents by their name, before it looks into them', async () => {
  const { body } = await postTo(gateway, '/v1/reranking', {
    query: 'q',
    input: Array.from({ length: 1001 }, () => ({})),
  });
  expect(JSON.stringify(body)).toContain('more than 1000 documents in input');
});
