/** Names the run file of a system; other characters than those of file names become dashes. */
export function runFileName(system: string): string {
  return `${runName(system)}.run`;
}

/** Names a system without blanks, as run files call it. */
export function runName(system: string): string {
  return system.replaceAll(/[^\w.-]+/g, '-').replace(/-$/, '');
}
