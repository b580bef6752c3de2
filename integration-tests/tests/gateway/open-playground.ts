import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';

/** The gateway's page in a browser. */
export interface Playground {
  readonly page: Page;
  /** Errors of the page, and what it asked of others than its gateway. */
  readonly complaints: readonly string[];
  /** The ranking, best first. */
  readonly cards: Locator;
  /** The places that the cards' passages had before, from 0. */
  readonly placesBefore: () => Promise<number[]>;
  /** Presses the button and waits for the ranking. */
  readonly rerank: () => Promise<void>;
}

/** Opens a gateway's page, with a profile of its own until the browser is closed, and waits for its first example. */
export async function openPlayground(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Playground> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  // A browser on a busy machine takes its time.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`)) complaints.push(request.url());
  });
  await page.goto(url);
  await page.getByText('10 passages', { exact: true }).waitFor();
  const cards = page.getByRole('list', { name: 'Passages, best first' }).getByRole('listitem');
  return {
    page,
    complaints,
    cards,
    placesBefore: () =>
      cards.evaluateAll((items) => items.map((item) => Number(item.dataset['index']))),
    rerank: async () => {
      await page.getByRole('button', { name: 'Rerank', exact: true }).click();
      await page
        .getByRole('status')
        .filter({ hasText: /^Reranked/ })
        .waitFor();
    },
  };
}
