import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const PAGE = `<!doctype html><title>Sign in</title>${'<p>Welcome to our network.</p>'.repeat(50)}`;

/** The ways in which a network's sign-in page, or a mirror, stands in a file's place. */
export type PortalKind =
  | 'page'
  | 'redirect'
  | 'page of the file'
  | 'unnamed page'
  | 'nothing'
  | 'file';

/**
 * Serves what is not the model: a page for every request, one that every request is sent to, a page for the file only, one that
 * is not called a page, nothing at all, or these bytes.
 */
export async function servePortal(
  kind: PortalKind,
  bytes: Uint8Array = new Uint8Array(),
): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer(({ method, url }, response) => {
    if (kind === 'redirect' && url !== '/sign-in') {
      response.writeHead(302, { location: '/sign-in' }).end();
      return;
    }
    const isPage =
      kind === 'page' || kind === 'redirect' || (kind === 'page of the file' && method !== 'HEAD');
    const body = kind === 'file' ? bytes : Buffer.from(kind === 'nothing' ? '' : PAGE);
    response.writeHead(200, {
      'content-type': isPage ? 'text/html; charset=utf-8' : 'application/octet-stream',
      'content-length': body.length,
    });
    response.end(method === 'HEAD' ? undefined : body);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}
