/** The making of a report, so that a page that is passed on means something by itself. */
export interface ReportOrigin {
  /** When it was made. */
  readonly madeAt: Date;
  /** The command that made it, as it was typed. */
  readonly command?: string | undefined;
  /** The machine that measured; a model behind an address runs on another. */
  readonly machine?: string | undefined;
  /** The product's version. */
  readonly version?: string | undefined;
}

/** Writes a report's origin as one line of text. */
export function originText({ madeAt, command, machine, version }: ReportOrigin): string {
  const parts = [
    `Made on ${madeAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    ...(command === undefined ? [] : [`by ${command}`]),
    ...(version === undefined ? [] : [`(LB Rerank ${version})`]),
    ...(machine === undefined ? [] : [`on ${machine}`]),
  ];
  return `${parts.join(' ')}.`;
}
