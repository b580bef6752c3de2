import type { TransportRequestOptions } from '@elastic/elasticsearch';

/** Reads the parameters that a call's options add to the URL, which may be told as text. */
export function querystringOf({ querystring }: TransportRequestOptions): Record<string, unknown> {
  if (typeof querystring === 'string') return Object.fromEntries(new URLSearchParams(querystring));
  return (querystring as Record<string, unknown> | null | undefined) ?? {};
}
