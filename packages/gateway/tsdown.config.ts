import { defineConfig } from 'tsdown';

/** Swagger UI's files for the page at `/docs`, with what its licence wants beside them. */
const SWAGGER_UI = [
  'swagger-ui.css',
  'swagger-ui-bundle.js',
  'swagger-ui-bundle.js.LICENSE.txt',
  'LICENSE',
  'NOTICE',
];

export default defineConfig({
  // Its package would run a script that counts installations on the machines of our users.
  copy: SWAGGER_UI.map((file) => ({
    from: `node_modules/swagger-ui-dist/${file}`,
    to: 'dist/swagger-ui',
  })),
});
