import { type Browser, chromium } from 'playwright-core';

/** Starts the machine's own Chromium, headless and with a profile of its own. */
export async function startChromium(executablePath: string): Promise<Browser> {
  // Root, as which CI runs, may not use Chromium's sandbox.
  return chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
}
