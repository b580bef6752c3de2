import { findBashCompletion } from './find-bash-completion.ts';
import { findChromium } from './find-chromium.ts';
import { findJavaDevelopmentKit, OLDEST_JAVA } from './find-java-development-kit.ts';
import { findNumaLibrary } from './find-numa-library.ts';
import { findProgram } from './find-program.ts';
import { findPythonWithVenv } from './find-python-with-venv.ts';
import type { Requirement } from './requirement.ts';

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
  chromium: {
    name: 'Chromium',
    packages: ['chromium'],
    find: findChromium,
  },
  curl: { name: 'curl', packages: ['curl'], find: () => findProgram(['curl']) },
  go: { name: 'Go', packages: ['golang-go'], find: () => findProgram(['go']) },
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
