const MOST_SHOWN = 12;

/** Counts of all that happened, and of all that was wrong. */
export class Findings {
  readonly #counts = new Map<string, Map<string, number>>();
  readonly #problems = new Map<string, { times: number; example: string }>();

  readonly #recoveries: number[] = [];

  /** Counts something under a heading. */
  count(heading: string, what: string): void {
    const counts = this.#counts.get(heading) ?? new Map<string, number>();
    counts.set(what, (counts.get(what) ?? 0) + 1);
    this.#counts.set(heading, counts);
  }

  /** Notes something wrong, once with the circumstances. Numbers in it make no other problem. */
  problem(problem: string, circumstances: string): void {
    const kind = problem.replaceAll(/\d[\d.e-]*/g, 'N');
    const known = this.#problems.get(kind);
    if (known !== undefined) {
      known.times += 1;
      return;
    }
    this.#problems.set(kind, { times: 1, example: `${problem}\n    ${circumstances}` });
  }

  /** Notes how long everything took to be well again, in milliseconds. */
  recovery(tookMs: number): void {
    this.#recoveries.push(tookMs);
  }

  get isClean(): boolean {
    return this.#problems.size === 0;
  }

  /** Gives all counts, a heading a line. */
  get counts(): string[] {
    const lines = [...this.#counts].map(([heading, counts]) => {
      const sorted = [...counts].toSorted(([a], [b]) => a.localeCompare(b));
      return `${heading}: ${sorted.map(([what, times]) => `${what} x ${times}`).join(', ')}`;
    });
    const longest = Math.max(0, ...this.#recoveries);
    return [
      ...lines.toSorted(),
      `recoveries: ${this.#recoveries.length}, the longest ${longest} ms`,
    ];
  }

  /** Gives what was wrong, with how often and the first example. */
  get problems(): string[] {
    return [...this.#problems.values()]
      .slice(0, MOST_SHOWN)
      .map(({ times, example }) => `${times} x ${example}`);
  }
}
