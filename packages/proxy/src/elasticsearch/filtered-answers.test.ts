import { describe, expect, test } from 'vitest';
import { FAILING, proxyBefore, QUERY } from '../testing/proxy-before.ts';

const SEARCH = JSON.stringify(QUERY);
/** Two hits that change places, whose numbers are one and the same as doubles. */
const HITS = `{"hits":[${['2', '4']
  .map((n) => `{"_id":"${n}","_source":{"big":123456789012345678${n},"text":"${n}"}}`)
  .join()}]}`;
const FOUND = `{"took":1,"hits":${HITS},"status":200}`;
const NOTHING = '{"took":1,"hits":{"hits":[]},"status":200}';

describe('a filter into the hits leaves each the digits of its own document', () => {
  const SHOWN =
    '[{"_id":"4","_source":{"big":1234567890123456784}},{"_id":"2","_source":{"big":1234567890123456782}}]';

  test.each([
    ['hits.hits._id,hits.hits._source.big', `{"hits":{"hits":${SHOWN}}}`],
    ['-took,-status,-hits.*score,-hits.hits._score,-**.text', `{"hits":{"hits":${SHOWN}}}`],
  ])('in a search: %s', async (filter, expected) => {
    const { ask } = await proxyBefore((_, response) => response.end(FOUND), { marks: false });
    const { text, outcome } = await ask(`/a/_search?filter_path=${filter}`, { body: SEARCH });
    expect([outcome, text]).toEqual(['reranked', expected]);
  });

  test('in one of several', async () => {
    const answer = `{"took":1,"responses":[${FOUND}]}`;
    const { ask } = await proxyBefore((_, response) => response.end(answer), { marks: false });
    const filter = 'responses.hits.hits._id,responses.hits.hits._source.big';
    const body = `{}\n${SEARCH}\n`;
    const { text } = await ask(`/a/_msearch?filter_path=${filter}`, { body });
    expect(text).toBe(`{"responses":[{"hits":{"hits":${SHOWN}}}]}`);
  });
});

describe('a filter of several searches leaves nothing of those that it empties', () => {
  const one = '{"hits":{"hits":[{"_index":"a","_source":{"text":"4"}}]}}';
  const answer = `{"took":1,"responses":[${NOTHING},${one}]}`;
  const body = `{}\n${SEARCH}\n{}\n${SEARCH}\n`;

  test.each([
    ['took', '{"took":1}'],
    ['-responses', '{"took":1}'],
    ['responses.hits.bogus', '{}'],
    ['responses.hits.hits._index', '{"responses":[{"hits":{"hits":[{"_index":"a"}]}}]}'],
  ])('%s', async (filter, expected) => {
    const path = `/a/_msearch?filter_path=${filter}`;
    for (const options of [{ marks: false }, { reranker: FAILING }]) {
      const { ask } = await proxyBefore((_, response) => response.end(answer), options);
      expect((await ask(path, { body })).text).toBe(expected);
    }
  });
});

test('objects that go with the passage leave the others the digits of their own', async () => {
  const own = ['{"n":[1234567890123456785]}', '{"n":[1234567890123456782]}'];
  const fields = `{"chunks":[${own[0]},{"text":["4"]},${own[1]}]}`;
  const answer = `{"hits":{"hits":[{"_id":"1","_score":1.0,"fields":${fields}}]}}`;
  const rules = [{ index: 'a', passage: 'chunks.text' }];
  const { ask } = await proxyBefore((_, response) => response.end(answer), { rules, marks: false });
  const search = { ...QUERY, _source: false, fields: ['chunks.n'] };
  const { text, outcome } = await ask('/a/_search', { body: search });
  expect(outcome).toBe('reranked');
  expect(text).toContain(`"fields":{"chunks":[${own.join()}]}`);
  const body = `{}\n${JSON.stringify(search)}\n`;
  const several = await proxyBefore((_, response) => response.end(`{"responses":[${answer}]}`), {
    rules,
    marks: false,
  });
  expect((await several.ask('/a/_msearch', { body })).text).toContain(`[${own.join()}]`);
});
