/** Something of the machine that tests need beside Node.js and the packages: a program, a library or a file. */
export interface Requirement {
  /** For messages, like "Chromium". */
  readonly name: string;
  /** The Debian packages that bring it; none where Debian's are too old or there are none. */
  readonly packages: readonly string[];
  /** The way to come by it where no package brings it, like "install Temurin 21". */
  readonly remedy?: string;
  /** Resolves to its path, or to undefined if the machine lacks it. */
  find(): Promise<string | undefined>;
}
