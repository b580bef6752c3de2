import { findBashCompletion } from './find-bash-completion.ts';
import { findChromium } from './find-chromium.ts';
import { findJavaDevelopmentKit, OLDEST_JAVA } from './find-java-development-kit.ts';
import { findNumaLibrary } from './find-numa-library.ts';
import { findProgram } from './find-program.ts';
import { findProgramOfVersion } from './find-program-of-version.ts';
import { findPythonWithVenv } from './find-python-with-venv.ts';
import type { Requirement } from './requirement.ts';

/** Of Go and Rust, as Elasticsearch's clients need; Debian 12 has older ones. */
const OLDEST_GO = '1.25';
const OLDEST_RUST = '1.88';

/** Everything of the machine that some test or engine needs beside Node.js. */
export const requirements = {
  apt: {
    name: 'apt',
    packages: [],
    remedy: 'it comes with Debian and its like',
    find: () => findProgram(['apt-get']),
  },
  bash: { name: 'bash', packages: ['bash'], find: () => findProgram(['bash']) },
  bashCompletion: {
    name: 'bash-completion',
    packages: ['bash-completion'],
    find: findBashCompletion,
  },
  cargo: {
    name: `Rust ${OLDEST_RUST} or newer`,
    packages: [],
    remedy: `install Rust ${OLDEST_RUST} or newer, as by rustup`,
    find: () => findProgramOfVersion('cargo', OLDEST_RUST, ['--version']),
  },
  cCompiler: {
    name: 'a C compiler',
    packages: ['gcc', 'libc6-dev'],
    find: () => findProgram(['cc']),
  },
  chromium: {
    name: 'Chromium',
    packages: ['chromium'],
    find: findChromium,
  },
  curl: { name: 'curl', packages: ['curl'], find: () => findProgram(['curl']) },
  go: { name: 'Go', packages: ['golang-go'], find: () => findProgram(['go']) },
  goOfToday: {
    name: `Go ${OLDEST_GO} or newer`,
    packages: [],
    remedy: `install Go ${OLDEST_GO} or newer from go.dev/dl`,
    find: () => findProgramOfVersion('go', OLDEST_GO, ['version']),
  },
  javaDevelopmentKit: {
    name: `JDK ${OLDEST_JAVA} or newer`,
    packages: [],
    remedy: `install Temurin ${OLDEST_JAVA} or newer, or set JAVA_HOME`,
    find: findJavaDevelopmentKit,
  },
  maven: { name: 'Maven', packages: ['maven'], find: () => findProgram(['mvn']) },
  numaLibrary: { name: 'libnuma', packages: ['libnuma1'], find: findNumaLibrary },
  prometheus: {
    name: 'Prometheus',
    packages: ['prometheus'],
    find: () => findProgram(['prometheus']),
  },
  promtool: { name: 'promtool', packages: ['prometheus'], find: () => findProgram(['promtool']) },
  python: {
    name: 'Python 3.11 to 3.13 with venv',
    packages: ['python3', 'python3-venv'],
    find: findPythonWithVenv,
  },
  redis: {
    name: 'Valkey or Redis',
    packages: ['redis-server'],
    // A running one will do as well.
    find: async () => process.env['REDIS_URL'] || findProgram(['valkey-server', 'redis-server']),
  },
  setpriv: { name: 'setpriv', packages: ['util-linux'], find: () => findProgram(['setpriv']) },
} satisfies Record<string, Requirement>;
