import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Hono } from 'hono';
import { DIALECTS } from '../dialects/registry/dialects.ts';
import { dialectsByPath } from '../dialects/registry/choose-dialect.ts';
import type { Dialect } from '../dialects/shared/dialect.ts';
import type { GatewayEnv } from '../http/gateway-env.ts';
import { DOCUMENT_FORMATS } from '../settings/document-format.ts';
import { ON_FAILURE } from '../settings/on-failure.ts';

const HEADERS = z.object({
  'x-rerank-deadline-ms': z.coerce.number().int().positive().optional(),
  'x-rerank-on-failure': z.enum(ON_FAILURE).optional(),
  'x-rerank-document-format': z.enum(DOCUMENT_FORMATS).optional(),
  'x-rerank-details': z.enum(['true', 'false']).optional(),
  'x-rerank-best-chunks': z.coerce.number().int().positive().optional(),
  'x-rerank-chunk-tokens': z.coerce.number().int().min(16).optional(),
});

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>LB Rerank gateway: API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script>SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api' })</script>
</body>
</html>`;

/** The files that the page loads, by their content types. */
const FILES = { 'swagger-ui.css': 'text/css', 'swagger-ui-bundle.js': 'text/javascript' };

/**
 * Serves the OpenAPI document of all dialects at `/openapi.json`, and a page that shows it at `/docs`, without
 * anything from other hosts.
 *
 * @param swaggerUiFolder holds the files that the page loads.
 */
export function addOpenapiRoutes(app: Hono<GatewayEnv>, swaggerUiFolder: string): void {
  let document: object | undefined;
  app.get('/openapi.json', (c) => c.json((document ??= openapiDocument())));
  app.get('/docs', (c) => c.html(PAGE));
  for (const [file, type] of Object.entries(FILES)) {
    app.get(`/docs/${file}`, async (c) =>
      c.body(await readFile(join(swaggerUiFolder, file)), 200, {
        'content-type': type,
        'cache-control': 'max-age=3600',
      }),
    );
  }
}

function openapiDocument(): object {
  const described = new OpenAPIHono();
  for (const [path, spoken] of dialectsByPath(DIALECTS)) {
    described.openAPIRegistry.registerPath({
      method: 'post',
      path: path.replaceAll(/:(\w+)/g, '{$1}'),
      tags: [spoken.length === 1 ? spoken[0]!.name : 'shared'],
      summary: `Reranks documents: ${spoken.map(({ name }) => name).join(', ')}`,
      description:
        'A header that begins with x-rerank- and is not listed here is refused with 422.',
      request: {
        params: z.object(
          Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name]) => [name!, z.string()])),
        ),
        headers: HEADERS,
        body: {
          required: true,
          content: { 'application/json': { schema: oneOf(spoken, 'requestSchema') } },
        },
      },
      responses: {
        200: {
          description: 'The documents in their new order',
          content: { 'application/json': { schema: oneOf(spoken, 'responseSchema') } },
        },
        default: {
          description: 'Why there is none',
          content: { 'application/json': { schema: oneOf(spoken, 'errorSchema') } },
        },
      },
    });
  }
  return described.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'LB Rerank gateway', version: '1' },
  });
}

function oneOf(
  spoken: readonly Dialect[],
  schema: 'requestSchema' | 'responseSchema' | 'errorSchema',
): z.ZodType {
  const [first, ...others] = spoken.map((dialect) => dialect[schema]);
  return others.length === 0 ? first! : z.union([first!, ...others]);
}
