import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A query and the passages to be scored for it. */
export interface Search {
  readonly query: string;
  readonly passages: readonly string[];
}

/** Common words that are one token each, so that a text has about as many tokens as words. */
const WORDS =
  'the of and to in is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their we him been has when who will no more if out so up said what its about than into them can only other time new some could these two may first then do any like my now over such our man me even most made after also did many off before must well back through years where much your way down should because long each just state those people too mr how little good world make very year still see own work men day get here old life both between being under three never know same last another while us might great go come since against right came take used himself few house use place during high without again home around small however found part school once general upon say every war until always away something fact water less public put think almost hand enough far took head yet system better set told nothing night end why called eyes find going look asked later point next city week case'.split(
    ' ',
  );

const PASSAGE_WORDS = 200;

/**
 * Makes an endless supply of searches of made-up text, about 280 tokens a pair with the instructions, each text
 * beginning with a number of its own: neither our cache nor a server's prefix cache knows more of them than the
 * instructions.
 *
 * @param seed different seeds give different searches, the same one the same.
 */
export function* syntheticSearches(passages: number, seed: number): Generator<Search, never> {
  const random = xoroshiro128plus(seed);
  const words = (count: number) =>
    Array.from({ length: count }, () => WORDS[uniformInt(random, 0, WORDS.length - 1)]).join(' ');
  for (;;) {
    yield {
      query: `${uniformInt(random, 0, 2 ** 31 - 1)} ${words(8)}`,
      passages: Array.from(
        { length: passages },
        () => `${uniformInt(random, 0, 2 ** 31 - 1)} ${words(PASSAGE_WORDS)}`,
      ),
    };
  }
}
