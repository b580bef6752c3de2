/** The packages that hold llama.cpp for a system, by `process.platform` and `process.arch`; each runs on the processor. */
const PACKAGES: Readonly<Record<string, string>> = {
  'linux arm': 'linux-armv7l',
  'linux arm64': 'linux-arm64',
  'linux riscv64': 'linux-riscv64',
  'linux x64': 'linux-x64',
  'darwin arm64': 'mac-arm64-metal',
  'darwin x64': 'mac-x64',
  'win32 arm64': 'win-arm64',
  'win32 x64': 'win-x64',
};

/** Names the package that holds llama.cpp for a system; undefined where there is none. */
export function binaryPackageOf(platform: string, arch: string): string | undefined {
  const name = PACKAGES[`${platform} ${arch}`];
  return name === undefined ? undefined : `@node-llama-cpp/${name}`;
}
