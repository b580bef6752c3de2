import { OpenAI } from 'openai';

/** Asks a chat model, which `OPENAI_API_KEY` and `OPENAI_BASE_URL` name; without a key, gives what it would be asked. */
export async function askModel(content: string): Promise<string | null | undefined> {
  if (process.env['OPENAI_API_KEY'] === undefined) {
    return `No OPENAI_API_KEY is set, so no model answers. It would be asked:\n\n${content}`;
  }
  const request = { model: 'gpt-4o-mini', messages: [{ role: 'user' as const, content }] };
  const answer = await new OpenAI().chat.completions.create(request);
  return answer.choices[0]?.message.content;
}
