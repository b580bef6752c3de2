type Params = Record<string, unknown>;

/** A request's path and the parameters behind it, of which some may be left out without any other being rewritten. */
export interface SearchUrl {
  readonly path: string;
  /** Names and values, decoded; of one that comes twice the last. */
  readonly params: Params;
  /** Gives the URL without some of its parameters; all else stays as it was written. */
  readonly without: (names: readonly string[]) => string;
}

/** The index that a search's path names, or undefined for all, and the rest of its URL. */
export interface SearchPlace {
  readonly index: string | undefined;
  readonly url: SearchUrl;
}

/** Reads the URL of a search. */
export function searchUrlOf(url: string): SearchUrl {
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  const query = mark === -1 ? '' : url.slice(mark + 1);
  const pairs = query.split('&').filter((pair) => pair !== '');
  const params: Params = {};
  for (const [name, value] of new URLSearchParams(query)) {
    // An empty filter leaves nothing out.
    if (name !== 'filter_path' || value !== '') params[name] = valueOf(name, value);
  }
  return {
    path,
    params,
    without(names) {
      const kept = pairs.filter((pair) => !names.includes(nameIn(pair)));
      if (kept.length === pairs.length) return url;
      return kept.length === 0 ? path : `${path}?${kept.join('&')}`;
    },
  };
}

function nameIn(pair: string): string {
  const [[name] = ['']] = new URLSearchParams(pair);
  return name;
}

/** Reads a value: what stands for `_source` in a URL is a list with commas, or says yes or no. */
function valueOf(name: string, value: string): unknown {
  if (name !== '_source') return value;
  if (value === 'true' || value === '') return true;
  return value === 'false' ? false : value.split(',');
}
