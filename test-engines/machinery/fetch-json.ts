const TIMEOUT_MS = 5_000;

/** The JSON that a GET answers with; rejects on any other status than 2xx. */
export async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
