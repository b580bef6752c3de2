#!/usr/bin/env bash
# @qdrant/js-client-rest 1.19.0, Node.js 22 or newer
#
# One would expect: `new QdrantClient({ url })` asks where the URL points: port 443 for https, and below the URL's path.
# What happens: a URL without a port means port 6333, https or not. Writing `:443` does not help, because the URL parser
# drops a scheme's own port before the client looks. A path in the URL is dropped without a word.
# Why it matters: a Qdrant behind a TLS proxy or an ingress path cannot be reached by its URL alone; the first search before
# any reranking times out or meets a stranger. What works is `port: null` (or 443) and `prefix`.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
npm install --ignore-scripts --no-audit --no-fund --silent @qdrant/js-client-rest@1.19.0 >&2

cat >see.mjs <<'JS'
import { QdrantClient } from '@qdrant/js-client-rest';

let asked;
globalThis.fetch = async (request) => {
  asked = request.url ?? String(request);
  return Response.json({ status: 'ok', time: 0, result: { collections: [] } });
};
for (const options of [
  { url: 'https://qdrant.example.org' },
  { url: 'https://qdrant.example.org:443' },
  { url: 'http://qdrant.example.org:80' },
  { url: 'https://qdrant.example.org:8443/search' },
  { url: 'https://qdrant.example.org', port: 443 },
  { url: 'https://qdrant.example.org', port: null },
  { url: 'https://qdrant.example.org', port: null, prefix: '/search' },
]) {
  await new QdrantClient({ ...options, checkCompatibility: false }).getCollections();
  console.log(JSON.stringify(options), '->', asked);
}
JS
node see.mjs | tee seen
diff - seen <<'EXPECTED'
{"url":"https://qdrant.example.org"} -> https://qdrant.example.org:6333/collections
{"url":"https://qdrant.example.org:443"} -> https://qdrant.example.org:6333/collections
{"url":"http://qdrant.example.org:80"} -> http://qdrant.example.org:6333/collections
{"url":"https://qdrant.example.org:8443/search"} -> https://qdrant.example.org:8443/collections
{"url":"https://qdrant.example.org","port":443} -> https://qdrant.example.org:443/collections
{"url":"https://qdrant.example.org","port":null} -> https://qdrant.example.org/collections
{"url":"https://qdrant.example.org","port":null,"prefix":"/search"} -> https://qdrant.example.org/search/collections
EXPECTED
