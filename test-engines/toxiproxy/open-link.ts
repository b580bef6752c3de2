import getPort from 'get-port';

const TIMEOUT_MS = 5_000;

/** A trouble of the network, as Toxiproxy has it (source: github.com/Shopify/toxiproxy, "Toxics"). */
export interface Toxic {
  readonly type:
    | 'latency'
    | 'bandwidth'
    | 'slow_close'
    | 'timeout'
    | 'reset_peer'
    | 'slicer'
    | 'limit_data';
  /** The way that it spoils: to the upstream, or back from there. */
  readonly stream: 'upstream' | 'downstream';
  /** Its numbers, such as `latency` in milliseconds and `rate` in kB a second. */
  readonly attributes: Readonly<Record<string, number>>;
}

/** An address that leads to another one, and can be made a bad way there. */
export interface Link {
  /** The host and port that it listens on. */
  readonly host: string;
  /** Leads to another address from now on; connections that are open are cut. */
  leadTo(upstream: string): Promise<void>;
  /** Cuts all connections and refuses new ones, until `restore`. */
  cut(): Promise<void>;
  /** Spoils the way, also for connections that are open, until `restore`. */
  spoil(toxic: Toxic): Promise<void>;
  /** Makes it a good way again. */
  restore(): Promise<void>;
}

/** Opens a link through a running Toxiproxy. @param upstream a host and port. */
export async function openLink(
  toxiproxyUrl: string,
  { name, upstream }: { name: string; upstream: string },
): Promise<Link> {
  const host = `127.0.0.1:${await getPort()}`;
  await ask('POST', '/proxies', { name, listen: host, upstream, enabled: true });
  const path = `/proxies/${name}`;
  return {
    host,
    leadTo: (other) => ask('POST', path, { upstream: other }),
    cut: () => ask('POST', path, { enabled: false }),
    spoil: (toxic) => ask('POST', `${path}/toxics`, { ...toxic, toxicity: 1 }),
    async restore() {
      const toxics = await read<{ name: string }[]>(`${path}/toxics`);
      for (const toxic of toxics) await ask('DELETE', `${path}/toxics/${toxic.name}`);
      await ask('POST', path, { enabled: true });
    },
  };

  async function ask(method: string, at: string, body?: unknown): Promise<void> {
    const response = await send(method, at, body);
    await response.body?.cancel();
  }

  async function read<T>(at: string): Promise<T> {
    return (await (await send('GET', at)).json()) as T;
  }

  async function send(method: string, at: string, body?: unknown): Promise<Response> {
    const response = await fetch(`${toxiproxyUrl}${at}`, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (response.ok) return response;
    throw new Error(`${method} ${toxiproxyUrl}${at} answered ${response.status}`, {
      cause: await response.text(),
    });
  }
}
