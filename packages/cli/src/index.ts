export type { CommandContext, TerminalStream } from './terminal/command-context.ts';
export { runCommandLine } from './run-command-line.ts';
export { defineConfig } from './settings/define-config.ts';
export type { Settings } from './settings/settings-schema.ts';
