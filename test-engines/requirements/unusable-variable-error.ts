/** A variable of the environment names something of the machine that cannot be used, though someone meant that very thing. */
export class UnusableVariableError extends Error {
  override readonly name = 'UnusableVariableError';
  readonly variable: string;

  /** @param problem as in "CHROME_BIN names /opt/chrome, which {problem}" */
  constructor(variable: string, value: string, problem: string) {
    super(`${variable} names ${value}, which ${problem}`);
    this.variable = variable;
  }
}
