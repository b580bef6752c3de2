import { type Browser, chromium } from 'playwright-core';

/** Starts the machine's own Chromium, headless and with a profile of its own. @param args further switches of its command line. */
export async function startChromium(
  executablePath: string,
  args: readonly string[] = [],
): Promise<Browser> {
  // Root, as which CI runs, may not use Chromium's sandbox.
  return chromium.launch({
    executablePath,
    args: [...args],
    chromiumSandbox: process.getuid?.() !== 0,
  });
}
