import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

import { type Browser, chromium } from 'playwright-core';

import { MissingRequirementError } from '../engines/missing-requirement-error.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/**
 * Starts the machine's own Chromium, without a window and with a profile of its own.
 *
 * @throws {MissingRequirementError} where it has none.
 */
export async function startChromium(): Promise<Browser> {
  const executablePath = await findChromium();
  // Root, as which CI runs, may not use Chromium's sandbox.
  return chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
}

async function findChromium(): Promise<string> {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  for (const path of NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  throw new MissingRequirementError('no Chromium on PATH (Debian: chromium)');
}
