import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import { reportProgress } from '../../machinery/report-progress.ts';
import type { Need, Offer } from './need.ts';
import { offerOfNone } from './offer-of-none.ts';

/** Shorter than any client's own limit for an answer; whoever asked asks again. */
const ANSWER_MS = 20_000;

declare module 'vitest' {
  interface ProvidedContext {
    /** The address at which the needs of test files are served. */
    needsUrl: string;
  }
}

/** Provides what test files share, in the process that outlives all of them. */
export interface NeedsServer {
  /** The address that `askFor` asks. */
  readonly url: string;
  /** Begins to provide something before anybody asks. */
  prepare(name: string): void;
  /** Ends what was started. */
  stop(): Promise<void>;
}

/**
 * Serves needs over HTTP on the loopback: `GET /NAME` answers with the offer once there is one, which may take a download
 * and an engine's start, and with 202 until then. Each need is provided once, when it is first asked for.
 */
export async function serveNeeds(
  needs: Readonly<Record<string, Need>>,
  report: (name: string, message: string) => void = reportProgress,
): Promise<NeedsServer> {
  const offers = new Map<string, Promise<Offer>>();
  const stops: (() => Promise<void>)[] = [];

  const provide = async (name: string, need: Need): Promise<Offer> => {
    try {
      const { value, stop } = await need.provide();
      if (stop !== undefined) stops.push(stop);
      return { value };
    } catch (error) {
      const offer = offerOfNone(name, error);
      if ('lacks' in offer) report(name, `${offer.lacks}: the tests that need it cannot run`);
      // The one place for a log of many lines.
      else report(name, `the tests that need it fail: ${messageOf(error)}`);
      return offer;
    }
  };
  const offerOf = (name: string): Promise<Offer> | undefined => {
    const need = needs[name];
    if (need !== undefined && !offers.has(name)) offers.set(name, provide(name, need));
    return offers.get(name);
  };

  const server = createServer(async (request, response) => {
    const offering = offerOf(decodeURIComponent((request.url ?? '').slice(1)));
    if (offering === undefined) {
      response.writeHead(404).end();
      return;
    }
    const timer = new AbortController();
    const late = delay(ANSWER_MS, undefined, { signal: timer.signal }).catch(() => undefined);
    const offer = await Promise.race([offering, late]);
    timer.abort();
    response.writeHead(offer === undefined ? 202 : 200).end(JSON.stringify(offer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A test run ends when its tests have, not when this server does.
  server.unref();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    prepare: (name) => void offerOf(name),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
