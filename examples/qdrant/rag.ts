/** Lets a chat model answer a question from what was retrieved; `OPENAI_BASE_URL` and `OPENAI_API_KEY` say which. */
import { OpenAI } from 'openai';
import { createArticleRetriever } from './article-retriever.ts';

const question = 'What is the scientific name of apples?';
const passages = await (await createArticleRetriever()).retrieve(question, { limit: 2 });
const sources = passages.map(({ text }, n) => `[${n + 1}] ${text}`).join('\n');
const content = `Answer from these sources and cite them.\n\n${sources}\n\n${question}`;
const request = { model: 'gpt-4o-mini', messages: [{ role: 'user' as const, content }] };
const answer = await new OpenAI().chat.completions.create(request);
console.log(answer.choices[0]?.message.content);
