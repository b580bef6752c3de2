/** Words that are one token each to Qwen2.5's tokenizer behind a space. */
const WORDS =
  'time year people way day man thing woman life child world school state family student group country problem hand part place case week company system program question work government number night point home water room mother area money story fact month lot right study book eye job word business issue side kind head house service friend father power hour game line end member law car city community name'.split(
    ' ',
  );

/** Draws words of a text that no text had before, of as many tokens. */
export function wordsOfOneToken(tokens: number): string {
  return Array.from({ length: tokens }, () => WORDS[Math.floor(Math.random() * WORDS.length)]).join(
    ' ',
  );
}
