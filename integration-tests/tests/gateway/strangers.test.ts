import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { type GatewaySettings, serveGateway } from '@lb-rerank/gateway';
import { startChromium } from '@lb-rerank/test-engines/chromium';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { pino } from 'pino';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** A page's place, and the gateway that it asks. */
interface Visit {
  /** The gateway's own port, or that of another server. */
  readonly port: 'own' | 'other';
  readonly settings?: GatewaySettings;
}

/** Asks a gateway from within a page, by a request that browsers send without asking first; gives the status if it may be read. */
async function askFromPage(url: string): Promise<number> {
  const body = JSON.stringify({ query: 'q', documents: ['a', 'b'] });
  const headers = { 'content-type': 'text/plain' };
  return (await fetch(url, { method: 'POST', mode: 'no-cors', headers, body })).status;
}

describeWith('a web page and a gateway without keys', ['chromium'], ({ chromium }) => {
  const page = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>A page</title>');
  });
  let browser: Browser;

  beforeAll(async () => {
    // All names lead to this machine, as one does that was pointed to it after its page was loaded.
    browser = await startChromium(chromium, [
      '--host-resolver-rules=MAP *.example 127.0.0.1',
      // Newer Chromium keeps public pages from this machine by itself, which other browsers do not.
      '--disable-features=LocalNetworkAccessChecks',
    ]);
    page.listen(0, '127.0.0.1');
    await once(page, 'listening');
  });
  afterAll(async () => {
    await browser.close();
    page.close();
  });

  /** Starts a gateway, and opens a page of this host on this port that asks it; gives how often the model was asked, and the status. */
  async function askedBy(host: string, { port, settings = {} }: Visit) {
    const scorer = fakeScorer(() => 4);
    await using gateway = await serveGateway({
      reranker: createReranker({ scorer }),
      settings: { port: 0, ...settings },
      logger: pino({ enabled: false }),
    });
    const own = new URL(gateway.url).port;
    const tab = await browser.newPage();
    const address = `http://${host}:${port === 'own' ? own : (page.address() as AddressInfo).port}/`;
    const html = { contentType: 'text/html', body: '<title>A page</title>' };
    if (port === 'own') await tab.route(address, (route) => route.fulfill(html));
    await tab.goto(address);
    const asked = port === 'own' ? `http://${host}:${own}` : gateway.url;
    const status = await tab.evaluate(askFromPage, `${asked}/v2/rerank`);
    return { asked: scorer.requests.length, status };
  }

  test.each(['evil.example', '127.0.0.1', 'localhost'])(
    'on another port of %s, the page has nothing scored',
    async (host) => {
      // To such a page a browser shows no status.
      expect(await askedBy(host, { port: 'other' })).toEqual({ asked: 0, status: 0 });
      const corsOrigins = ['*'];
      expect(await askedBy(host, { port: 'other', settings: { corsOrigins } })).toMatchObject({
        asked: 1,
      });
    },
  );

  test('under a name that was pointed to the gateway, the page has nothing scored', async () => {
    const host = 'evil.example';
    expect(await askedBy(host, { port: 'own' })).toEqual({ asked: 0, status: 403 });
    const settings = { hosts: [host] };
    expect(await askedBy(host, { port: 'own', settings })).toEqual({ asked: 1, status: 200 });
  });

  test.each(['127.0.0.1', 'localhost'])(
    "the gateway's own page at %s has its passages scored",
    async (host) => {
      expect(await askedBy(host, { port: 'own' })).toEqual({ asked: 1, status: 200 });
    },
  );
});
