import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes the settings of a single node without security into `config`, beside its empty folders. */
export async function writeConfiguration({
  installed,
  runFolder,
  port,
  license,
}: {
  installed: string;
  runFolder: string;
  port: number;
  license: 'basic' | 'trial';
}): Promise<void> {
  await Promise.all(
    ['config', 'data', 'logs', 'tmp'].map((folder) => mkdir(join(runFolder, folder))),
  );
  await Promise.all(
    ['jvm.options', 'log4j2.properties'].map((file) =>
      cp(join(installed, 'config', file), join(runFolder, 'config', file)),
    ),
  );
  const settings = {
    'discovery.type': 'single-node',
    'network.host': '127.0.0.1',
    'http.port': port,
    'transport.port': 0,
    'path.data': join(runFolder, 'data'),
    'path.logs': join(runFolder, 'logs'),
    'cluster.routing.allocation.disk.threshold_enabled': false,
    'xpack.security.enabled': false,
    'xpack.license.self_generated.type': license,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}: ${value}\n`);
  await writeFile(join(runFolder, 'config', 'elasticsearch.yml'), lines.join(''));
}
