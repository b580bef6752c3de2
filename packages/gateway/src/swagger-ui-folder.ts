import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const bundled = fileURLToPath(new URL('swagger-ui', import.meta.url));

/** The folder of Swagger UI's files: beside the bundle in `dist`, and in its own package for the sources, which are not published. */
export const swaggerUiFolder: string = existsSync(bundled)
  ? bundled
  : dirname(require.resolve('swagger-ui-dist'));
