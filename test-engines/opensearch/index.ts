export { installOpensearchPlugins } from './install-opensearch-plugins.ts';
export { opensearch } from './opensearch.ts';
