import { execa } from 'execa';
import { findProgram } from './find-program.ts';

const NAME = 'libnuma.so.1';

/** Finds the one system library that vLLM loads and no wheel brings, where the loader looks. */
export async function findNumaLibrary(): Promise<string | undefined> {
  // Outside of the PATH of most users on Debian.
  const ldconfig = (await findProgram(['ldconfig'])) ?? '/sbin/ldconfig';
  const { stdout } = await execa(ldconfig, ['-p'], { reject: false });
  const line = stdout?.split('\n').find((each) => each.trim().startsWith(`${NAME} `));
  return line?.split(' => ').at(-1);
}
