import { isIP } from 'node:net';
import { GatewayError } from '../errors/gateway-error.ts';
import { isLoopback } from './is-loopback.ts';

/** The names and origins that are no strangers' to an address. */
export interface StrangerRules {
  /** The address that is listened on. */
  readonly host: string;
  /** The further names that it may be asked by; `*` for all. */
  readonly hosts: readonly string[];
  /** The origins whose pages may ask; `*` for all. */
  readonly corsOrigins: readonly string[];
  /** Whether everybody is answered without a key. */
  readonly isOpen: boolean;
}

/** The hosts that are remembered, since whoever asks may make up as many as he likes. */
const MOST_MET = 100;

/**
 * Makes the check that keeps web pages away from an address that asks nobody for a key, since the browser of whoever reaches it
 * lends its reach to each page it shows.
 *
 * A page gives itself away by its `Origin` or by `Sec-Fetch-Site`; one that has made its own name point here, by the `Host`.
 *
 * @throws GatewayError `forbidden`, of the check that is made.
 */
export function createStrangerCheck(rules: StrangerRules): (request: Request) => void {
  const requireKnownHost = createHostCheck(rules);
  const origins = new Set(rules.corsOrigins);
  const allowsAll = origins.has('*');

  return ({ method, url, headers }) => {
    const host = headers.get('host') ?? new URL(url).host;
    requireKnownHost(host);
    // A request to a proxy names the host in its first line, which then counts.
    if (!url.startsWith(`http://${host}/`)) requireKnownHost(new URL(url).host);
    if (!rules.isOpen || allowsAll) return;
    const origin = headers.get('origin');
    if (origin !== null && origins.has(origin)) return;
    if (!isOfOtherPage({ method, headers, origin, host })) return;
    const page = pageOf(origin) ?? 'another origin';
    const cure = 'name its origin in the setting corsOrigins';
    throw new GatewayError('forbidden', `a page of ${page} may not call this gateway: ${cure}`);
  };
}

/** Makes the check of a host, with or without a port. @throws GatewayError `forbidden`, of the check that is made. */
function createHostCheck(rules: StrangerRules): (host: string) => void {
  const isKnownName = knownNames(rules);
  /** The hosts that were found known: nearly all requests name one of a few, and to read one takes long. */
  const met = new Set<string>();
  return (host) => {
    if (met.has(host)) return;
    const name = nameIn(host);
    if (name === undefined || !isKnownName(name)) {
      const shown = name === undefined ? 'that name' : `"${name}"`;
      const cure = 'name it in the setting hosts, or give the gateway keys';
      throw new GatewayError('forbidden', `this gateway is not known by ${shown}: ${cure}`);
    }
    if (met.size < MOST_MET) met.add(host);
  };
}

function knownNames({ host, hosts, isOpen }: StrangerRules): (name: string) => boolean {
  const named = new Set(hosts.map((name) => nameIn(name) ?? name));
  if (named.has('*') || (!isOpen && named.size === 0)) return () => true;
  const isReached = !isLoopback(host);
  return (name) =>
    named.has(name) ||
    isLoopback(name) ||
    // Browsers look for these nowhere else.
    name.endsWith('.localhost') ||
    // No page comes by an address or a name without a dot that is not its own server's.
    (isReached && (isIP(name) !== 0 || !name.includes('.')));
}

/** Reads the name or address in a `Host`, without port, brackets and the dot at its end; undefined where there is none. */
function nameIn(host: string): string | undefined {
  if (/[/?#@\\\s]/.test(host)) return undefined;
  const name = URL.parse(`http://${isIP(host) === 6 ? `[${host}]` : host}`)?.hostname;
  const plain = name?.replace(/^\[|\]$|\.$/g, '');
  return plain !== undefined && plain.length <= LONGEST_NAME ? plain : undefined;
}

/** The longest name that the domain name system knows. */
const LONGEST_NAME = 253;

/** Names the origin of a page for a message; undefined where it says nothing that could be looked up. */
function pageOf(origin: string | null): string | undefined {
  const page = URL.parse(origin ?? '');
  return page === null || page.host.length > LONGEST_NAME ? undefined : page.origin;
}

interface Visit {
  readonly method: string;
  readonly headers: Headers;
  readonly origin: string | null;
  readonly host: string;
}

function isOfOtherPage({ method, headers, origin, host }: Visit): boolean {
  const site = headers.get('sec-fetch-site');
  if (site === 'same-origin') return false;
  // Who follows a link wants to see the page, of which the one with the link learns nothing.
  const isFollowedLink =
    method === 'GET' &&
    headers.get('sec-fetch-mode') === 'navigate' &&
    headers.get('sec-fetch-dest') === 'document';
  if (site === 'cross-site' || site === 'same-site') return !isFollowedLink;
  return origin !== null && !isOrigin(origin, host);
}

/** Tells whether an origin is this host; the protocol may have been changed on the way. */
function isOrigin(origin: string, host: string): boolean {
  const page = URL.parse(origin);
  return page !== null && page.host === URL.parse(`${page.protocol}//${host}`)?.host;
}
