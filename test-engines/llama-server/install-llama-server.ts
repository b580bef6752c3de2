import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { buildOnce } from '../machinery/cache/build-once.ts';
import { cacheFolder } from '../machinery/cache/cache-folder.ts';
import { reportProgress } from '../machinery/report-progress.ts';
import { meet } from '../requirements/meet.ts';
import { requirements } from '../requirements/requirements.ts';
import { runTool } from '../machinery/run-tool.ts';

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const SOURCE = `deb [signed-by=${KEYRING}] http://deb.debian.org/debian sid main\n`;
/** The server and all that it is linked to, down to the C library, since the system's may be older. */
const PACKAGES = [
  'llama.cpp-tools',
  'libllama0',
  'libggml0',
  'libssl3t64',
  'libzstd1',
  'zlib1g',
  'libgomp1',
  'libstdc++6',
  'libgcc-s1',
  'libc6',
];

/**
 * A folder with llama.cpp's own server and its libraries, from Debian's archive; the system itself is left as it is.
 *
 * @throws {MissingRequirementError} where there is no apt.
 */
export async function installLlamaServer(): Promise<string> {
  return buildOnce(cacheFolder('llama-server-of-debian'), async (folder) => {
    reportProgress('llama-server', 'downloading 15 MB from Debian, once');
    const aptGet = await meet(requirements.apt);
    const apt = join(folder, 'apt');
    await mkdir(join(apt, 'lists', 'partial'), { recursive: true });
    await mkdir(join(apt, 'archives', 'partial'), { recursive: true });
    await writeFile(join(apt, 'sources.list'), SOURCE);
    const options = [
      `Dir::Etc::sourcelist=${join(apt, 'sources.list')}`,
      'Dir::Etc::sourceparts=-',
      `Dir::State=${apt}`,
      'Dir::State::status=/dev/null',
      `Dir::Cache=${apt}`,
      'APT::Sandbox::User=root',
      'Acquire::Languages=none',
    ].flatMap((option) => ['-o', option]);
    await runTool(aptGet, ['-qq', ...options, 'update']);
    await runTool(aptGet, ['-qq', ...options, 'download', ...PACKAGES], { cwd: apt });
    const archives = (await readdir(apt)).filter((name) => name.endsWith('.deb'));
    await Promise.all(archives.map((name) => runTool('dpkg-deb', ['-x', join(apt, name), folder])));
    await rm(apt, { recursive: true });
  });
}
