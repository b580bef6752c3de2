import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { serveScores } from '../testing/serve-scores.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { writeCollection } from '../testing/write-collection.ts';

/** Runs a command over lines, and gives the prompts that the model was asked besides. */
async function asked(lines: readonly object[], flags: readonly string[]) {
  const folder = await temporaryFolder();
  const content = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  await writeFile(join(folder, 'lines.jsonl'), content);
  const { url, prompts } = await serveScores();
  const result = await runCommand(['rerank', 'lines.jsonl', '--url', url, ...flags], { folder });
  return { ...result, asked: prompts.join('\n') };
}

const promptOf = (query: string, passage: string) =>
  `<<<Query>>>\n${query}\n\n<<<Context>>>\n${passage}<|im_end|>`;

describe('--query-field and --passage-field', () => {
  test.each<[string, object, string[], string, string]>([
    ['a plain name', { q: 'a', p: 'b' }, ['q', 'p'], 'a', 'b'],
    ['a nested one', { in: { q: 'a' }, doc: { body: 'b' } }, ['in.q', 'doc.body'], 'a', 'b'],
    ['a name with dots', { 'in.q': 'a', doc: { 'b.c': 'b' } }, ['in.q', 'doc.b.c'], 'a', 'b'],
    ['several', { q: 'a', t: 'Title', doc: { b: 'b' } }, ['q', 't,doc.b'], 'a', 'Title\nb'],
    ['several, of which one is missing', { q: 'a', t: 'Title' }, ['q', 't,b'], 'a', 'Title'],
    ['a name beside "documents"', { q: 'a', p: 'b', documents: 7 }, ['q', 'p'], 'a', 'b'],
    [
      "the documents' own",
      { q: 'a', documents: [{ t: 'Title', b: 'b' }] },
      ['q', 't,b'],
      'a',
      'Title\nb',
    ],
  ])('read %s', async (_, line, [queryField = '', passageField = ''], query, passage) => {
    const flags = ['--query-field', queryField, '--passage-field', passageField];
    const { exitCode, stderr, stdout, asked: prompts } = await asked([line], flags);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(prompts).toContain(promptOf(query, passage));
    const { documents: _documents, ...kept } = line as Record<string, unknown>;
    const isRequest = Array.isArray(_documents);
    expect(JSON.parse(stdout)).toMatchObject(isRequest ? kept : line);
  });

  test.each<[object, string]>([
    [{ question: 'a', p: 'b' }, 'has no "in.q"; its fields are "question", "p"'],
    [{ in: { q: 'a' }, body: 'b' }, 'has no text "p" or "t"; its fields are "in", "body"'],
    [{ in: { q: 'a' }, p: 7 }, 'has a "p" without text'],
    [{ in: 'a', p: 'b' }, 'has no "in.q"; its fields are "in", "p"'],
    [{}, 'has no "in.q"; it has no field at all'],
    [
      { ['a long text '.repeat(9)]: 1, n: 1 },
      'has no "in.q"; its fields are "n" and 1 more (--on-bad-line',
    ],
  ])('name what a line lacks and what it has: %j', async (line, message) => {
    const flags = ['--query-field', 'in.q', '--passage-field', 'p,t'];
    const { exitCode, stderr } = await asked([line], flags);
    expect(stderr).toContain(`lines.jsonl:1 ${message}`);
    expect(exitCode).toBe(2);
  });

  test("are those of a run's texts too", async () => {
    const folder = await temporaryFolder();
    const files = {
      'q.jsonl': '{"_id":"1","in":{"q":"a"}}\n',
      'c.jsonl': '{"_id":"d","headline":"Title","body":"b"}\n',
      'in.run': '1 Q0 d 1 9 x\n',
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const { url, prompts } = await serveScores();
    const args = ['rerank', 'in.run', '--queries', 'q.jsonl', '--corpus', 'c.jsonl', '--url', url];
    const fields = ['--query-field', 'in.q', '--passage-field', 'headline,body'];
    expect(await runCommand([...args, ...fields], { folder })).toMatchObject({ exitCode: 0 });
    expect(prompts.join()).toContain(promptOf('a', 'Title\nb'));
    const { stderr } = await runCommand(args, { folder });
    expect(stderr).toContain('q.jsonl:1 has no string field "text"; its fields are "_id", "in"');
  });
});

test("lb-rerank eval takes the fields of a collection's queries and documents", async () => {
  const folder = await writeCollection({
    'corpus.jsonl': '{"_id":"a1","name":"apple","doc":{"body":"the tree"}}\n',
    'queries.jsonl': '{"_id":"q","in":{"words":"apple"}}\n',
    'qrels/test.tsv': 'query-id\tcorpus-id\tscore\nq\ta1\t1\n',
  });
  const { url, prompts } = await serveScores();
  const fields = ['--query-field', 'in.words', '--passage-field', 'name,doc.body'];
  const args = ['eval', 'fruits', '--url', url, '--out', 'out', ...fields];
  const { exitCode, stderr } = await runCommand(args, { folder });
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  expect(prompts.join()).toContain(promptOf('apple', 'apple\nthe tree'));
});

test('lb-rerank batch export and import take the same fields and leave out the same lines', async () => {
  const folder = await temporaryFolder();
  const flags = ['--query-field', 'q', '--passage-field', 'p', '--on-bad-line', 'skip'];
  await writeFile(
    join(folder, 'pairs.jsonl'),
    '{"q":"a","p":"one"}\n{"q":"a"}\n{"q":"a","p":"two"}\n',
  );
  const exported = await runCommand(
    ['batch', 'export', 'pairs.jsonl', '--output', 'requests.jsonl', ...flags],
    { folder },
  );
  expect(exported.stderr).toMatch(/1 line is refused, .* requests\.refused\.jsonl .*\n2 requests/);
  const requests = await readFile(join(folder, 'requests.jsonl'), 'utf8');
  const ids = requests
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { custom_id: string }).custom_id);
  expect(ids).toEqual([expect.stringMatching(/^pair-1-/), expect.stringMatching(/^pair-2-/)]);
  const logprobs = { content: [{ top_logprobs: [{ token: '7', logprob: 0 }] }] };
  const response = { status_code: 200, body: { model: 'lb', choices: [{ logprobs }] } };
  const results = ids.map((id) => `${JSON.stringify({ custom_id: id, response })}\n`);
  await writeFile(join(folder, 'results.jsonl'), results.join(''));
  const args = ['batch', 'import', 'pairs.jsonl', '--results', 'results.jsonl'];
  const { exitCode, stderr } = await runCommand([...args, '--output', 'o.jsonl', ...flags], {
    folder,
  });
  expect(stderr).toBe(
    'pairs.jsonl: 1 line is refused, and kept in o.refused.jsonl to be mended and run again; the first: line 2 has no text "p"; its fields are "q"\n2 pairs: o.jsonl\n',
  );
  expect(exitCode).toBe(0);
  expect(await readFile(join(folder, 'o.jsonl'), 'utf8')).toBe(
    '{"q":"a","p":"one","score":7,"relevance_score":1}\n{"q":"a","p":"two","score":7,"relevance_score":1}\n',
  );
});
