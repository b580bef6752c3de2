import { AxeBuilder } from '@axe-core/playwright';
import { createReranker, createVllmScorer } from '@lb-rerank/core';
import {
  createApiKey,
  type GatewaySettings,
  serveGateway,
  type ServedGateway,
} from '@lb-rerank/gateway';
import { execa } from 'execa';
import { pino } from 'pino';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openPlayground } from './open-playground.ts';
import { startChromium } from '@lb-rerank/test-engines/chromium';
import { describeWith } from '@lb-rerank/test-engines/needs';

const EXAMPLE = 'Anthrax spores can be disposed of easily after they are dispersed.';

describeWith("the gateway's playground", ['vllm', 'chromium'], ({ vllm, chromium }) => {
  let browser: Browser;
  let gateway: ServedGateway;

  const serve = (url: string, settings: GatewaySettings = {}) =>
    serveGateway({
      reranker: createReranker({ scorer: createVllmScorer({ baseURL: `${url}/v1` }) }),
      settings: { port: 0, ...settings },
      logger: pino({ enabled: false }),
    });

  beforeAll(async () => {
    browser = await startChromium(chromium);
    return () => browser.close();
  });
  beforeAll(async () => {
    gateway = await serve(vllm);
    return () => gateway.stop();
  });

  const open = (options: BrowserContextOptions = {}, { url } = gateway) =>
    openPlayground(browser, url, options);

  test('reranks an example in the order that the gateway gives, and shows whence each passage came', async () => {
    const { page, complaints, cards, placesBefore, rerank } = await open();
    await page.getByLabel('Example').selectOption(EXAMPLE);
    await rerank();
    const passages = (
      await page.getByLabel('Passages', { exact: false }).first().inputValue()
    ).split('\n\n');
    const response = await fetch(`${gateway.url}/v2/rerank`, {
      method: 'POST',
      body: JSON.stringify({ query: EXAMPLE, documents: passages }),
    });
    const { results } = (await response.json()) as { results: { index: number }[] };
    const order = results.map(({ index }) => index);
    expect(await placesBefore()).toEqual(order);
    expect(order).not.toEqual(order.toSorted((a, b) => a - b));

    const first = cards.first();
    await expect(first.textContent()).resolves.toContain(passages[order[0]!]!.slice(0, 80));
    expect(await first.textContent()).toContain(`was ${order[0]! + 1} before`);
    const levels = await first.getByRole('img').getAttribute('aria-label');
    expect(levels).toMatch(/^Probabilities: level \d: \d+ %(, level \d: \d+ %)*$/);
    expect(await page.locator('#lines path').count()).toBe(passages.length);
    expect(await page.locator('#status').textContent()).toMatch(
      /^Reranked 10 passages in [\d.]+ m?s\./,
    );
    expect(complaints).toEqual([]);
  });

  test('says that the stand-in is one', async () => {
    const { page } = await open();
    const said = await page.locator('#server[data-state="other"]').textContent();
    expect(said).toBe('lb-reranker: a stand-in, not the LB Reranker');
  });

  test('draws each line from the place before to the place now', async () => {
    const { page, cards, placesBefore, rerank } = await open();
    await page.getByLabel('Example').selectOption(EXAMPLE);
    await rerank();
    const order = await placesBefore();
    const middles = await cards.evaluateAll((items) =>
      items.map((item) => {
        const { top, height } = item.getBoundingClientRect();
        return top + height / 2;
      }),
    );
    const ends = await page.locator('#lines g').evaluateAll((lines) =>
      lines.map((line) =>
        [...line.querySelectorAll('circle')].map((end) => {
          const { top, height } = end.getBoundingClientRect();
          return top + height / 2;
        }),
      ),
    );
    expect(ends).toHaveLength(10);
    for (const [rank, [from, to]] of ends.entries()) {
      expect(Math.abs(from! - middles[order[rank]!]!)).toBeLessThan(2);
      expect(Math.abs(to! - middles[rank]!)).toBeLessThan(2);
    }
  });

  test('is used by the keyboard alone, with passages of its own', async () => {
    const { page, placesBefore } = await open();
    await page.getByLabel('Query').focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('What is an apple?');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText(
      'Bolts are made of steel.\nAn apple is a round fruit of the apple tree.\n\t\n',
    );
    expect(await page.getByLabel('Example').inputValue()).toBe('');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByText(/^Reranked 2 passages/).waitFor();
    expect(await placesBefore()).toEqual([1, 0]);
  });

  test('opens and closes a long passage', async () => {
    const { cards, rerank } = await open();
    await rerank();
    const card = cards.first();
    const height = async () => (await card.boundingBox())!.height;
    const closed = await height();
    await card.getByRole('button', { name: 'Show all', expanded: false }).click();
    expect(await height()).toBeGreaterThan(closed);
    await card.getByRole('button', { name: 'Show less', expanded: true }).click();
    expect(await height()).toBe(closed);
  });

  describeWith('in a shell', ['curl'], () => {
    test('a copied command gives the same ranking', async () => {
      const { page, placesBefore, rerank } = await open({
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      await page.getByLabel('Query').fill('What\'s $HOME, an `apple` or "pear"?');
      await rerank();
      const order = await placesBefore();
      await page.getByRole('button', { name: 'Copy as curl' }).click();
      await page.getByText('Copied as curl.').waitFor();
      const command = await page.evaluate<string>('navigator.clipboard.readText()');
      const { stdout } = await execa('sh', ['-c', command]);
      const { results } = JSON.parse(stdout) as { results: { index: number }[] };
      expect(results.map(({ index }) => index)).toEqual(order);
    });
  });

  test('shows the command where the page may not write to the clipboard', async () => {
    const { page } = await open();
    await page.evaluate(
      "navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))",
    );
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    const dialog = page.getByRole('dialog', { name: 'As curl' });
    expect(await dialog.getByRole('textbox').inputValue()).toContain(
      `curl '${gateway.url}/v2/rerank'`,
    );
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(false);
  });

  test('asks for a key where the gateway does, and keeps it out of the command', async () => {
    const { key, entry } = createApiKey('browser');
    await using guarded = await serve(vllm, { keys: [entry] });
    const { page } = await open({ permissions: ['clipboard-read', 'clipboard-write'] }, guarded);
    await page.getByRole('button', { name: 'Rerank', exact: true }).click();
    await page.getByRole('alert').waitFor();
    await page.keyboard.type(key);
    await page.keyboard.press('Enter');
    await page.getByText(/^Reranked 10 passages/).waitFor();
    expect(await page.getByRole('alert').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByText('Copied as curl.').waitFor();
    const command = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(command).toContain('$LB_RERANK_KEY');
    expect(command).not.toContain(key);
  });

  test('says that the model is away', async () => {
    await using lonely = await serve('http://127.0.0.1:9');
    const { page } = await open({}, lonely);
    await page.getByText('does not answer').waitFor();
    await page.getByRole('button', { name: 'Rerank', exact: true }).click();
    await expect
      .poll(() => page.getByRole('alert').textContent(), { timeout: 20_000 })
      .toBe('the model cannot be reached');
  });

  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    test.each([1440, 1024, 360])('is accessible and whole at a width of %i', async (width) => {
      const { page, rerank } = await open({ colorScheme, viewport: { width, height: 900 } });
      await rerank();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow).toBe(0);
    });
  });
});
