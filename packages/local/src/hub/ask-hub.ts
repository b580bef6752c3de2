import { ModelDownloadError } from '../errors/model-download-error.ts';
import { WEB_PAGE } from './web-page.ts';

/** The hub's account of a file, before it is downloaded. */
export interface HubFile {
  readonly bytes: number | undefined;
  /** As 64 hexadecimal digits; mirrors may not tell it. */
  readonly sha256: string | undefined;
}

/** The time in which the hub must answer before we go on without it; the whole fallback must come within 3 s. */
const ANSWER_WITHIN_MS = 2500;

/**
 * Asks the hub for a file's size and checksum.
 *
 * The headers are those of the hub's large files; the redirect to its storage is not followed, as they stand only here.
 *
 * @throws ModelDownloadError when it does not answer in time, with a web page, or does not have the file; the signal's reason when aborted.
 */
export async function askHub(url: string, signal: AbortSignal | undefined): Promise<HubFile> {
  let response: Response;
  try {
    const ends = AbortSignal.any([
      AbortSignal.timeout(ANSWER_WITHIN_MS),
      ...(signal ? [signal] : []),
    ]);
    response = await fetch(url, { method: 'HEAD', redirect: 'manual', signal: ends });
  } catch (cause) {
    signal?.throwIfAborted();
    const problem = 'the hub does not answer';
    throw new ModelDownloadError({ url, problem, remedy: WAYS_OUT, cause });
  }
  if (response.status >= 400) {
    const problem = `the hub answered with HTTP ${response.status}`;
    throw new ModelDownloadError({ url, problem, remedy: WAYS_OUT });
  }
  refusePage(response, url);
  return fileIn(response);
}

/** So answers the sign-in page of a network, and that of a proxy. */
function refusePage({ headers, status }: Response, url: string): void {
  if (status < 300 && headers.get('content-type')?.includes('html')) {
    throw new ModelDownloadError({ url, ...WEB_PAGE });
  }
}

function fileIn({ headers, status }: Response): HubFile {
  const bytes = headers.get('x-linked-size') ?? headers.get('content-length');
  const etag = headers.get('x-linked-etag') ?? headers.get('etag');
  return {
    bytes: status < 300 || headers.has('x-linked-size') ? numberOf(bytes) : undefined,
    sha256: /^(?:W\/)?"?([0-9a-f]{64})"?$/.exec(etag ?? '')?.[1],
  };
}

const WAYS_OUT =
  'try again when it can be reached, name a mirror in HF_ENDPOINT, or a GGUF of your own in LB_RERANK_MODEL';

function numberOf(header: string | null): number | undefined {
  return header === null || !/^\d+$/.test(header) ? undefined : Number(header);
}
