export { createProxy, type Proxy } from './create-proxy.ts';
export type { EngineName, ProxyOptions } from './proxy-options.ts';
export type { ProxyRule } from './rules/proxy-rule.ts';
export { type ServedProxy, type ServeProxyOptions, serveProxy } from './serve-proxy.ts';
export type { UpstreamOptions } from './upstream/upstream-options.ts';
