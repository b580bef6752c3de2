export { createProxy, type Proxy } from './create-proxy.ts';
export type { EmbeddingsOptions } from './embeddings/embeddings-options.ts';
export type { EngineName, ProxyOptions } from './proxy-options.ts';
export type { ProxyRule } from './rules/proxy-rule.ts';
export { type ServedProxy, type ServeProxyOptions, serveProxy } from './serve-proxy.ts';
export { type MappedField, type MappedProperties, mappedFields } from './suggest/mapped-fields.ts';
export { suggestPassage, type TextField } from './suggest/suggest-passage.ts';
export type { UpstreamOptions } from './upstream/upstream-options.ts';
