import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import replyFrom from '@fastify/reply-from';
import { createReranker } from '@lb-rerank/core';
import { createProxy } from '@lb-rerank/proxy';
import fastify from 'fastify';
import { Hono } from 'hono';
import { proxy } from 'hono/proxy';
import { createProxyServer } from 'http-proxy-3';
import { Pool } from 'undici';
import { instantScorer } from '../instant-scorer.ts';

async function listening(server: Server): Promise<Server> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Starts ours, with a model that costs nothing, and a rule for all indices. */
async function ours(upstream: string): Promise<Server> {
  const { handler } = createProxy({
    engine: 'elasticsearch',
    upstream,
    reranker: createReranker({ scorer: instantScorer, cache: false }),
    rules: [{ index: '*', passage: 'text' }],
  });
  return listening(createServer(handler));
}

/** Starts the least that a proxy can be on undici: its headers and its stream, and nothing else. */
async function bareUndici(upstream: string): Promise<Server> {
  const pool = new Pool(upstream, { connections: 256 });
  const handler: RequestListener = (request, response) => {
    const { method = 'GET', url: path = '/' } = request;
    const { host: _host, connection: _connection, ...headers } = request.headers;
    const hasBody = 'content-length' in headers || 'transfer-encoding' in headers;
    pool
      .stream(
        { method, path, headers, body: hasBody ? request : null },
        ({ statusCode, headers: { connection: _own, ...given } }) =>
          response.writeHead(statusCode, given),
      )
      // Whoever asked has gone.
      .catch(() => response.destroy());
  };
  return listening(createServer(handler));
}

async function httpProxy3(upstream: string): Promise<Server> {
  const { Agent } = await import('node:http');
  const forward = createProxyServer({ target: upstream, agent: new Agent({ keepAlive: true }) });
  return listening(
    createServer((request, response) => {
      forward.web(request, response);
    }),
  );
}

async function fastifyReplyFrom(upstream: string): Promise<Server> {
  const app = fastify();
  await app.register(replyFrom, { base: upstream });
  app.all('/*', (request, reply) => reply.from(request.url));
  await app.listen({ port: 0, host: '127.0.0.1' });
  return app.server;
}

async function honoProxy(upstream: string): Promise<Server> {
  const app = new Hono();
  app.all('*', (c) => proxy(upstream + new URL(c.req.url).pathname, c.req));
  return listening(createAdaptorServer({ fetch: app.fetch }) as Server);
}

/** Ways to stand before a server, by their names; each resolves when it listens. */
export const proxies = {
  ours,
  'bare undici': bareUndici,
  'http-proxy-3': httpProxy3,
  '@fastify/reply-from': fastifyReplyFrom,
  'hono/proxy': honoProxy,
} satisfies Record<string, (upstream: string) => Promise<Server>>;
