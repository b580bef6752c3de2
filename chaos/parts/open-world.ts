import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { elasticsearch } from '@lb-rerank/test-engines/elasticsearch';
import { resolveEngine } from '@lb-rerank/test-engines/machinery';
import { redis } from '@lb-rerank/test-engines/redis';
import { type Link, openLink, toxiproxy } from '@lb-rerank/test-engines/toxiproxy';
import getPort from 'get-port';
import { createEnginePart, type EnginePart } from './create-engine-part.ts';
import { createGateway } from './create-gateway.ts';
import { createModel, type Mode } from './create-model.ts';
import type { SteeredPart } from './create-steered-part.ts';
import { fillIndices } from './fill-indices.ts';
import { openSmallDisk, type SmallDisk } from './open-small-disk.ts';

/** Everything that runs, and the links between: all traffic goes through them. */
export interface World extends AsyncDisposable {
  readonly gateway: SteeredPart;
  readonly models: readonly [SteeredPart, SteeredPart];
  readonly redis: EnginePart;
  readonly elasticsearch: EnginePart;
  readonly links: Readonly<
    Record<'callers' | 'first model' | 'second model' | 'redis' | 'elasticsearch', Link>
  >;
  /** The disk of the gateway's log; undefined where none could be mounted. */
  readonly disk: SmallDisk | undefined;
  /** The gateway's log. */
  readonly logFile: string;
}

/** Starts all parts; what they need is set up the first time. */
export async function openWorld(mode: Mode): Promise<World> {
  const ports = await Promise.all([getPort(), getPort(), getPort()]);
  const [gatewayHost, ...modelHosts] = ports.map((port) => `127.0.0.1:${port}`);
  await using opened = new AsyncDisposableStack();
  const proxy = await resolveEngine(toxiproxy());
  opened.defer(() => proxy.stop());
  const link = (name: string, upstream: string) => openLink(proxy.url, { name, upstream });
  const links = {
    callers: await link('callers', gatewayHost!),
    'first model': await link('first-model', modelHosts[0]!),
    'second model': await link('second-model', modelHosts[1]!),
    redis: await link('redis', '127.0.0.1:1'),
    elasticsearch: await link('elasticsearch', '127.0.0.1:1'),
  };
  const folder = await mkdtemp(join(tmpdir(), 'lb-rerank-chaos-'));
  opened.defer(() => rm(folder, { recursive: true }));
  const disk = await openSmallDisk();
  if (disk !== undefined) opened.use(disk);

  const logFile = join(disk?.folder ?? folder, 'gateway.log');
  const world = {
    links,
    disk,
    logFile,
    models: [
      createModel('the first model', ports[1], mode),
      createModel('the second model', ports[2], mode),
    ] as const,
    redis: createEnginePart(redis(), links.redis),
    elasticsearch: createEnginePart(
      elasticsearch({ dedicated: true }),
      links.elasticsearch,
      fillIndices,
    ),
    gateway: createGateway({
      port: ports[0],
      models: [links['first model'].host, links['second model'].host],
      redis: links.redis.host,
      mode,
      logFile,
    }),
  };
  const { gateway, models, redis: cache, elasticsearch: engine } = world;
  for (const part of [engine, cache, ...models, gateway]) {
    opened.defer(() => part.kill());
    await part.start();
  }
  const rest = opened.move();
  return { ...world, [Symbol.asyncDispose]: () => rest.disposeAsync() };
}
