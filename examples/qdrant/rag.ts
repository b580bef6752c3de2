/** Lets a chat model answer a question from what was retrieved; without a key for one, shows what it would be asked. */
import { askModel } from './ask-model.ts';
import { createArticleRetriever } from './article-retriever.ts';

const question = 'What is the scientific name of apples?';
const passages = await (await createArticleRetriever()).retrieve(question, { limit: 2 });
const sources = passages.map(({ text }, n) => `[${n + 1}] ${text}`).join('\n');
console.log(
  await askModel(`Answer from these sources and cite them.\n\n${sources}\n\n${question}`),
);
