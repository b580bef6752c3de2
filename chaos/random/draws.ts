import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const WARM_UP = 20;

/** Random choices that are the same for the same seed. */
export interface Draws {
  /** Draws a whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** Draws one of some things. */
  oneOf<T>(things: readonly T[]): T;
  /** Says yes with a probability from 0 to 1. */
  isLucky(probability: number): boolean;
  /** Makes draws of their own, so that how often one is asked changes nothing for another. */
  apart(): Draws;
}

/** Makes draws from a seed. */
export function drawsOf(seed: number): Draws {
  const random = xoroshiro128plus(seed);
  // The first numbers of small seeds resemble each other.
  for (let n = 0; n < WARM_UP; n += 1) random.next();
  const fraction = () => (random.next() >>> 0) / 2 ** 32;
  const between = (least: number, most: number) =>
    least + Math.floor(fraction() * (most - least + 1));
  return {
    between,
    oneOf: (things) => things[between(0, things.length - 1)]!,
    isLucky: (probability) => fraction() < probability,
    apart: () => drawsOf(random.next()),
  };
}
