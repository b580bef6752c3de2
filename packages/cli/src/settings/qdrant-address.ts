import type { QdrantClientParams } from '@qdrant/js-client-rest';

/** The port of Qdrant's REST interface, which its own clients take where an address names none. */
const REST_PORT = 6333;

/**
 * Reads where a Qdrant answers, so that every command asks it at one place: the port as written, else 6333, and with the path
 * before which a proxy may have put it. Qdrant's client, given the address itself, would leave the path out and take 6333 for a
 * port that its protocol implies, such as `https://…:443`.
 */
export function qdrantAddress(url: string): {
  readonly url: string;
  readonly client: Pick<QdrantClientParams, 'host' | 'https' | 'port' | 'prefix'>;
} {
  const { protocol, hostname, pathname } = new URL(url);
  const https = protocol === 'https:';
  const [, written] = /^https?:\/\/[^/?#]*:(\d+)(?:[/?#]|$)/i.exec(url) ?? [];
  const port = written === undefined ? REST_PORT : Number(written);
  const prefix = pathname.replace(/\/+$/, '');
  return {
    url: `${protocol}//${hostname}:${port}${prefix}`,
    client: { host: hostname, https, port, prefix },
  };
}
