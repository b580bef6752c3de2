import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { expect, test } from 'vitest';
import { gatewayOfLevels } from '../testing/gateway-of-levels.ts';
import { postTo } from '../testing/post-to.ts';
import { readHtml } from './read-passages.ts';

const query = 'q';
const AS_HTML = { 'x-rerank-document-format': 'html' };
const pages = [
  '<nav>7</nav><p>2',
  '<script>draw(7)</script>',
  '<main><p hidden>1</p><b>6</b></main>',
];

/** A gateway that notes what its model reads. */
function readingGateway(settings = {}) {
  const read: string[] = [];
  const scorer = fakeScorer((text) => {
    read.push(text);
    return Number(/\d/.exec(text)?.[0] ?? 1);
  });
  return { gateway: gatewayOfLevels(settings, createReranker({ scorer })), read };
}

test('reads the text of documents in HTML, and answers with the documents', async () => {
  const { gateway, read } = readingGateway();
  const asked = { query, documents: pages, return_documents: true };
  const { response, body } = await postTo(gateway, '/jina/v1/rerank', asked, AS_HTML);
  expect(response.status).toBe(200);
  expect(response.headers.get('x-rerank-outcome')).toBe('reranked');
  expect(body).toMatchObject({
    results: [
      { index: 2, document: { text: pages[2] } },
      { index: 0, document: { text: pages[0] } },
      { index: 1, relevance_score: 0 },
    ],
  });
  expect(read.toSorted()).toEqual(['2', '6']);
});

test('reads them so by the setting, unless a request says otherwise', async () => {
  const { gateway, read } = readingGateway({ documentFormat: 'html' });
  await postTo(gateway, '/v2/rerank', { query, documents: ['<p>3 &lt; 4'] });
  expect(read).toEqual(['3 < 4']);
  const asText = { 'x-rerank-document-format': 'text' };
  await postTo(gateway, '/v2/rerank', { query, documents: ['<p>5 &lt; 6'] }, asText);
  expect(read).toEqual(['3 < 4', '<p>5 &lt; 6']);
});

test('reads documents as they stand where nothing says that they are HTML', async () => {
  const { gateway, read } = readingGateway();
  await postTo(gateway, '/v2/rerank', { query, documents: ['List<String> 4'] });
  expect(read).toEqual(['List<String> 4']);
});

test('reads each field by itself, behind its name, and leaves out those without a text', async () => {
  const { gateway, read } = readingGateway();
  const documents = [
    { title: 'Apples', body: '<nav>Home</nav><main><p>4</p></main>' },
    { title: '<b>Pears</b>', body: '<script>draw()</script>' },
    { title: '<br>', body: '<p></p>' },
  ];
  const asked = { query, documents, rank_fields: ['title', 'body'] };
  const { body } = await postTo(gateway, '/v1/rerank', asked, AS_HTML);
  expect(read.toSorted()).toEqual(['title: Apples\nbody: 4', 'title: Pears']);
  expect(body).toMatchObject({ results: [{ index: 0 }, { index: 1 }, { index: 2 }] });
});

test('counts the tokens of what is read', async () => {
  const { gateway } = readingGateway();
  const asked = { query: 'apples', documents: [`<script>${'draw();'.repeat(100)}</script><p>12`] };
  const { body } = await postTo(gateway, '/voyage/v1/rerank', asked, AS_HTML);
  expect(body).toMatchObject({ usage: { total_tokens: 2 } });
});

test('answers pages whose text is away as documents without a text', async () => {
  const { gateway } = readingGateway();
  const asked = { query, documents: ['<p></p>', '<div hidden>4</div>'] };
  const { response, body } = await postTo(gateway, '/v2/rerank', asked, AS_HTML);
  expect(response.headers.get('x-rerank-outcome')).toBe('unscored');
  expect(body).toMatchObject({ results: [{ relevance_score: 0 }, { relevance_score: 0 }] });
});

test('ends the reading of HTML with the deadline, before any model is asked', async () => {
  const { gateway, read } = readingGateway();
  const documents = Array.from({ length: 4 }, () => '<p>4</p>'.repeat(100_000));
  const headers = { ...AS_HTML, 'x-rerank-deadline-ms': '5' };
  const late = await postTo(gateway, '/v2/rerank', { query, documents }, headers);
  expect(late.response.status).toBe(504);
  const passing = { ...headers, 'x-rerank-on-failure': 'passthrough' };
  const { response, body } = await postTo(gateway, '/v2/rerank', { query, documents }, passing);
  expect(response.status).toBe(200);
  expect(response.headers.get('x-rerank-outcome')).toBe('fallback');
  expect(body).toMatchObject({ results: documents.map((_, index) => ({ index })) });
  expect(read).toEqual([]);
});

test('ends the reading of HTML with the caller', async () => {
  const leaving = AbortSignal.abort(new Error('gone'));
  const search = { query, documents: ['<p>4'] };
  const reading = readHtml({ searches: [search] }, { deadlineMs: 1000, signal: leaving });
  await expect(reading).rejects.toThrow('gone');
});
