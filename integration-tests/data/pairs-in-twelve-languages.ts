import { openBeirCollection } from '@lb-rerank/evaluation';
import { XQUAD } from '@lb-rerank/test-engines/workload';

/** Questions beside their own paragraph, and beside one of the next language, in all twelve languages of XQuAD. */
export async function pairsInTwelveLanguages(
  count: number,
): Promise<{ query: string; passage: string; language: string }[]> {
  const { queries, documents } = await openBeirCollection(XQUAD, 'test');
  const passages: { language: string; passage: string }[] = [];
  for await (const { id, text } of documents()) {
    passages.push({ language: id.split('-')[0]!, passage: text });
  }
  const questions = [...queries].map(([id, query]) => ({ language: id.split('-')[0]!, query }));
  const languages = [...new Set(questions.map(({ language }) => language))];
  return Array.from({ length: count }, (_, n) => {
    const language = languages[n % languages.length]!;
    // Every other pair goes across languages.
    const other = n % 2 === 0 ? language : languages[(n + 1) % languages.length]!;
    const ofLanguage = questions.filter((question) => question.language === language);
    const inOther = passages.filter((passage) => passage.language === other);
    return {
      query: ofLanguage[n % ofLanguage.length]!.query,
      passage: inOther[n % inOther.length]!.passage,
      language,
    };
  });
}
