import type { Notice, Place } from './fault.ts';

/** The time after a fault in which it may still be noticed, in milliseconds. */
export const RECOVERY_MS = 2000;

/** A time of trouble; it goes on as long as it has no end. */
interface Trouble {
  readonly notice: Notice;
  readonly beganAt: number;
  /** When nothing of it may be noticed any more. */
  overAt: number;
}

/** The record of what could be noticed when, by which answers are judged. */
export class Weather {
  readonly #troubles: Trouble[] = [];
  readonly #going = new Map<string, Place | 'machine'>();

  /** Notes that a fault begins. Returns what notes that it has ended. */
  begin(
    name: string,
    place: Place | 'machine',
    notices: readonly Notice[],
    recoveryMs: number = RECOVERY_MS,
  ): () => void {
    const beganAt = performance.now();
    const begun = notices.map((notice): Trouble => ({ notice, beganAt, overAt: Infinity }));
    this.#troubles.push(...begun);
    this.#going.set(name, place);
    return () => {
      this.#going.delete(name);
      for (const trouble of begun) trouble.overAt = performance.now() + recoveryMs;
    };
  }

  /** Tells whether something could be noticed between two times, or shortly before them. */
  isBad(notice: Notice, from: number, to: number): boolean {
    return this.#troubles.some(
      (trouble) => trouble.notice === notice && trouble.beganAt <= to && trouble.overAt >= from,
    );
  }

  /** Names the faults that go on. */
  get now(): string {
    return [...this.#going].map(([name, place]) => `${place}: ${name}`).join(', ') || 'none';
  }
}
