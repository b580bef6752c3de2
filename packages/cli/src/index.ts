export type { CommandContext, TerminalStream } from './terminal/command-context.ts';
export { runCommandLine } from './run-command-line.ts';
export { defineConfig, type Settings } from './settings/settings-schema.ts';
