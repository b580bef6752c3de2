import { readFile, stat } from 'node:fs/promises';
import { BUNDLED_MODEL } from '../bundled-model.ts';

/** Tells if a file is the bundled stand-in by what it holds, whatever it is called; false where it cannot be read. */
export async function isBundledModel(path: string): Promise<boolean> {
  const paths = [path, BUNDLED_MODEL];
  try {
    const [found, bundled] = await Promise.all(paths.map((each) => stat(each)));
    // Others are gigabytes.
    if (found!.size !== bundled!.size) return false;
    const [one, other] = await Promise.all(paths.map((each) => readFile(each)));
    return one!.equals(other!);
  } catch {
    return false;
  }
}
