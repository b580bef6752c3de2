import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fakeScorer } from '@lb-rerank/core/testing';
import { createReranker } from '@lb-rerank/core';
import { createGateway } from '@lb-rerank/gateway';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { serveScores } from '../testing/serve-scores.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

async function rerank(content: string | Uint8Array) {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'lines.jsonl'), content);
  const { url } = await serveScores();
  return runCommand(['rerank', 'lines.jsonl', '--url', url], { folder });
}

/** Fields that JSON.parse and JSON.stringify would not give back as they are. */
const FOREIGN = [
  '"id":653247040368672768',
  '"price":1.0,"big":1e400,"small":-0.0,"e":1E+2,"digits":0.1000000000000000055511151231257827',
  String.raw`"escaped":"caf\u00e9 \/ \ud83c \u2028 \b\"\\","caf\u00e9":1`,
  '"10":"ten","9":"nine","z":0,"a":0',
  '"twice":1,"twice":2',
  '"__proto__":{"query":"x"},"constructor":null',
  String.raw`"inner":{"documents":["}",",",{"top_n":1.50}],"score" : [ 1.0 ,{} ]},"":"\\"`,
];

test('blank passages and one pair alone are counted as what they are', async () => {
  const one = await rerank('{"query":"q","passage":" "}\n');
  expect(one.stderr).toMatch(
    /^1 pair in \d+\.\d s, by lb-reranker.*; 1 blank passage, without a score$/m,
  );
  const more = await rerank('{"query":"q","documents":["a",""]}\n{"query":"q","text":""}\n');
  expect(more.stderr).toMatch(/^3 pairs in .*; 2 blank passages, without a score$/m);
});

describe('the foreign fields of a line', () => {
  test.each(FOREIGN)('come back to the byte beside a pair: %s', async (fields) => {
    const line = `{${fields},"query":"q","passage":"p",${fields}`;
    const { exitCode, stdout, stderr } = await rerank(`${line}}\n`);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stdout.slice(0, line.length)).toBe(line);
    expect(stdout.slice(line.length)).toMatch(/^,"score":[\d.]+,"relevance_score":[\d.]+\}\n$/);
  });

  test.each(FOREIGN)('come back to the byte beside a request: %s', async (fields) => {
    const { stdout } = await rerank(
      String.raw`{"top_n":2,${fields} , "documents":["a","]}"] ,"query":"q","t\u006fp_n":1,${fields}}`,
    );
    const kept = `{${fields},"query":"q",${fields}`;
    expect(stdout.slice(0, kept.length)).toBe(kept);
    expect(stdout.slice(kept.length)).toMatch(
      /^,"results":\[\{"index":[01],"score":[\d.]+,"relevance_score":[\d.]+\}\]\}\n$/,
    );
  });

  test('are none where a line has no others', async () => {
    const { stdout } = await rerank(' { "documents" : [ ] , "query" : "q" } \r\n');
    expect(stdout).toBe('{"query" : "q","results":[]}\n');
  });

  test.each([
    ['{"query":"q","passage":"p","score":1}', 'score'],
    [String.raw`{"query":"q","passage":"p","sc\u006fre":null}`, 'score'],
    ['{"query":"q","passage":"p","relevance_score":1}', 'relevance_score'],
    ['{"query":"q","passage":"p","error":"x"}', 'error'],
    ['{"query":"q","documents":[],"results":[]}', 'results'],
    ['{"query":"q","documents":[],"error":null}', 'error'],
  ])('are refused where the output has a field of that name: %s', async (line, name) => {
    const { exitCode, stdout, stderr } = await rerank(`{"query":"q","passage":"p"}\n${line}`);
    expect(stderr).toContain(
      `lines.jsonl:2 has a field "${name}", which the output has for itself`,
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });

  test('are refused where they are not UTF-8, since they would not come back as they are', async () => {
    const line = '{"query":"q","passage":"p","name":"café"}';
    const { exitCode, stderr } = await rerank(
      Buffer.concat([Buffer.from(`${line}\n`), Buffer.from(line, 'latin1')]),
    );
    expect(stderr).toContain('lines.jsonl:2 is not UTF-8');
    expect(exitCode).toBe(2);
  });
});

describe('the number of results', () => {
  const documents = Array.from({ length: 12 }, (_, n) => `document ${n}`);
  const gateway = createGateway({
    reranker: createReranker({ scorer: fakeScorer(() => 4), cache: false }),
    settings: { auth: false },
    logger: pino({ enabled: false }),
  });

  /** Asks the gateway, and the command in the second line of a file. */
  async function asked(field: string) {
    const body = `{"query":"q","documents":${JSON.stringify(documents)},${field}}`;
    const answer = await gateway.app.request('/v2/rerank', { method: 'POST', body });
    const { results: served } = (await answer.json()) as { results?: unknown[] };
    const command = await rerank(`{"query":"q","passage":"p"}\n${body}\n`);
    return { status: answer.status, served: served?.length, ...command };
  }

  test.each([
    ['"top_n":1.0', 1],
    ['"top_n":1e1', 10],
    ['"top_n":2E0', 2],
    ['"top_n":"1"', 1],
    ['"top_n":" 3.0 "', 3],
    ['"top_n":"+2"', 2],
    ['"top_n":true', 1],
    ['"top_n":99', 12],
    ['"top_n":null', 12],
    ['"top_k":2', 2],
    ['"top_n":3,"top_k":2', 3],
    ['"top_n":null,"top_k":2', 2],
  ])('is read as the gateway reads it: %s', async (field, count) => {
    const { served, stdout } = await asked(field);
    const { results } = JSON.parse(stdout.split('\n')[1]!) as { results: unknown[] };
    expect([served, results.length]).toEqual([count, count]);
  });

  test.each([
    '"top_n":0',
    '"top_n":-0.0',
    '"top_n":-1',
    '"top_n":1.5',
    '"top_n":1e400',
    '"top_n":9007199254740993',
    '"top_n":"0"',
    '"top_n":"-1"',
    '"top_n":"1e1"',
    '"top_n":""',
    '"top_n":"many"',
    '"top_n":false',
    '"top_n":[1]',
    '"top_n":{}',
    '"top_k":0',
  ])('is refused where the gateway refuses it, with the line: %s', async (field) => {
    const { status, exitCode, stderr } = await asked(field);
    expect({ status, exitCode }).toEqual({ status: 422, exitCode: 2 });
    expect(stderr).toMatch(/lines\.jsonl:2 has a "top_[nk]" that is no positive integer/);
  });
});
