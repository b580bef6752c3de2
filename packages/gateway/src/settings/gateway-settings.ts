import { LONGEST_TIMER_MS } from '@lb-rerank/core/backend';
import { z } from 'zod';
import { type ApiKey, apiKeySchema } from './api-key.ts';
import type { KeySource } from './key-source.ts';
import { DOCUMENT_FORMATS, type DocumentFormat } from './document-format.ts';
import { ON_FAILURE, type OnFailure } from './on-failure.ts';

/** Everything that can be set of a gateway; durations in milliseconds. */
export interface GatewaySettings {
  /** The address to listen on; one that others reach wants `keys` or `auth: false`. @default '127.0.0.1' */
  readonly host?: string | undefined;
  /** The port to listen on; 0 takes a free one. @default 8787 */
  readonly port?: number | undefined;
  /**
   * The names, without a port, that the gateway may be asked by besides those of loopback, where it asks nobody for a key; more
   * names let more requests in, and `*` all. On an address that others reach, addresses and names without a dot are taken too.
   * A web page that has made its own name point here is refused by this. @default none
   */
  readonly hosts?: readonly string[] | undefined;
  /**
   * The keys of the callers. With an empty list nobody needs a key. A function gives those that count at the time of each request;
   * with one, everybody needs a key, also while it gives none. @default none
   */
  readonly keys?: readonly ApiKey[] | KeySource | undefined;
  /** Keeps what is known of pairs apart by key, so that no caller can tell by the time what others asked. @default false */
  readonly cachePerKey?: boolean | undefined;
  /** Asks for a key at `/metrics` too, where the names of the keys stand. @default false */
  readonly metricsBehindKeys?: boolean | undefined;
  /** The address of `/metrics`, where it has a port of its own. @default `host` */
  readonly metricsHost?: string | undefined;
  /** The port on which `/metrics` is answered, and then nowhere else; 0 takes a free one. @default the gateway's own */
  readonly metricsPort?: number | undefined;
  /** Asks for keys where there are any; false serves everybody, also on an address that others reach. @default true */
  readonly auth?: boolean | undefined;
  /** The deadline of a request that names none; larger lets a slow model finish more of it. @default 30,000 */
  readonly deadlineMs?: number | undefined;
  /** The longest deadline that a request may name; larger lets callers wait longer. @default 300,000 */
  readonly maxDeadlineMs?: number | undefined;
  /** The treatment of a request that cannot be reranked in time. @default 'error' */
  readonly onFailure?: OnFailure | undefined;
  /** The format of the documents of a request that names none. @default 'text' */
  readonly documentFormat?: DocumentFormat | undefined;
  /** The largest body that is read; larger lets one request take more memory, and this thread for longer. @default 4,000,000 */
  readonly maxBodyBytes?: number | undefined;
  /**
   * The most values in the lists and objects of a body, all counted; larger lets one request take more memory, and this thread for
   * longer. @default 100,000
   */
  readonly maxValues?: number | undefined;
  /**
   * The most bytes of bodies that all requests hold together, from when they come in until they are answered; larger lets more large
   * requests be in work at once, each with about ten times its size. Bodies of up to 65,536 bytes count nowhere. @default 32,000,000
   */
  readonly maxBytesInFlight?: number | undefined;
  /**
   * The longest time that a connection without a request is kept, in milliseconds; larger saves callers new ones. It is above
   * the 60 s of usual proxies, which would otherwise send a request into a connection that is just being closed. @default 75,000
   */
  readonly keepAliveMs?: number | undefined;
  /** The longest time that a request's head may take to come, in milliseconds; larger bears slower callers. @default 10,000 */
  readonly headTimeoutMs?: number | undefined;
  /** The longest time that a whole request may take to come, in milliseconds; larger bears slower callers. @default 60,000 */
  readonly bodyTimeoutMs?: number | undefined;
  /** The most connections at once; further ones are closed. Larger lets more callers hold memory. @default 2,000 */
  readonly maxConnections?: number | undefined;
  /** The most documents in a request; larger lets one request keep the model busy for longer. @default 1,000 */
  readonly maxDocuments?: number | undefined;
  /** The longest document that is taken; the model reads only as much of it as its context holds. @default 1,000,000 */
  readonly maxCharactersPerDocument?: number | undefined;
  /** Pairs in work for all callers together; larger lets requests wait where they would be refused. @default 20,000 */
  readonly maxPairsInFlight?: number | undefined;
  /**
   * Origins whose pages may call the gateway and read its answers; `*` for all. Where no key is asked for, pages of all others
   * are refused. @default none: no CORS
   */
  readonly corsOrigins?: readonly string[] | undefined;
  /**
   * The longest time that a stop waits for the requests already taken; larger loses fewer of them. @default 30,000
   */
  readonly gracePeriodMs?: number | undefined;
}

/** Tells whether callers need keys: where there are any, or a function that gives them. */
export function asksForKeys({
  keys,
  auth = true,
}: Pick<CompleteGatewaySettings, 'keys'> & Pick<GatewaySettings, 'auth'>): boolean {
  return auth && (typeof keys === 'function' || keys.length > 0);
}

/** Settings without a default of their own. */
type OptionalSettings = Pick<GatewaySettings, 'metricsHost' | 'metricsPort'>;

/** Settings with every default filled in. */
export type CompleteGatewaySettings = OptionalSettings & {
  readonly [name in Exclude<keyof GatewaySettings, keyof OptionalSettings>]-?: Exclude<
    GatewaySettings[name],
    undefined
  >;
};

const positive = z.int().positive();
/** A timer with a longer time would be over at once. */
const milliseconds = positive.max(LONGEST_TIMER_MS);
const keySource = z.custom<KeySource>((value) => typeof value === 'function');
const host = z.string().min(1);
const port = z.int().min(0).max(65_535);

const settings = z.strictObject({
  host: host.default('127.0.0.1'),
  port: port.default(8787),
  hosts: z.array(host).readonly().default([]),
  keys: z.union([z.array(apiKeySchema).readonly(), keySource]).default([]),
  cachePerKey: z.boolean().default(false),
  metricsBehindKeys: z.boolean().default(false),
  metricsHost: host.optional(),
  metricsPort: port.optional(),
  auth: z.boolean().default(true),
  deadlineMs: milliseconds.default(30_000),
  maxDeadlineMs: milliseconds.default(300_000),
  onFailure: z.enum(ON_FAILURE).default('error'),
  documentFormat: z.enum(DOCUMENT_FORMATS).default('text'),
  maxBodyBytes: positive.default(4_000_000),
  maxValues: positive.default(100_000),
  maxBytesInFlight: positive.default(32_000_000),
  keepAliveMs: milliseconds.default(75_000),
  headTimeoutMs: milliseconds.default(10_000),
  bodyTimeoutMs: milliseconds.default(60_000),
  maxConnections: positive.default(2000),
  maxDocuments: positive.default(1000),
  maxCharactersPerDocument: positive.default(1_000_000),
  maxPairsInFlight: positive.default(20_000),
  corsOrigins: z.array(z.string()).readonly().default([]),
  gracePeriodMs: milliseconds.default(30_000),
});

/** The names of all settings. */
export const GATEWAY_SETTING_NAMES: readonly string[] = Object.keys(settings.shape);

/** Checks settings and fills in the defaults. */
export const gatewaySettingsSchema: z.ZodType<CompleteGatewaySettings, GatewaySettings> =
  settings.refine(({ metricsBehindKeys, keys }) => !metricsBehindKeys || asksForKeys({ keys }), {
    path: ['metricsBehindKeys'],
    error: 'needs keys, of which none are given',
  });
