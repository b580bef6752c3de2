import { readdirSync } from 'node:fs';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { GatewayEnv } from '../http/gateway-env.ts';
import { playgroundFolder } from '../playground-folder.ts';
import { addPlaygroundRoutes } from './playground-routes.ts';

const app = new Hono<GatewayEnv>();
addPlaygroundRoutes(app, playgroundFolder);

test('serves the page under a policy that lets nothing in from elsewhere', async () => {
  const response = await app.request('/');
  expect(response.headers.get('content-type')).toMatch(/^text\/html/);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(await response.text()).not.toMatch(/(?:src|href)="(?:\w+:)?\/\//);
});

const files = readdirSync(playgroundFolder).filter((file) => file !== 'README.md');

test.each(files)('serves %s with its own type', async (file) => {
  const response = await app.request(`/playground/${file}`);
  expect(response.status).toBe(200);
  const typeOf = {
    css: 'text/css',
    html: 'text/html',
    js: 'text/javascript',
    json: 'application/json',
    svg: 'image/svg+xml',
  } as Record<string, string>;
  expect(response.headers.get('content-type')).toContain(typeOf[file.split('.').at(-1)!]);
});

test.each([
  '/playground/nothing.js',
  '/playground/../package.json',
  '/playground/%2e%2e/package.json',
])('has nothing at %s', async (path) => {
  expect((await app.request(path)).status).toBe(404);
});
