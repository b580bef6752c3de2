#!/usr/bin/env bash
# litellm 1.110.2
#
# One would expect: `num_retries` and `max_retries` do for `rerank` what they do for `completion`, one bad score fails alike for
# each provider, and what is no connection error is not called one.
# What happens: `litellm.rerank(num_retries=2)` asks once and gives up (only a Router's own `num_retries` retries). A null
# score becomes APIConnectionError, an error that callers retry, although the answer arrived; for `huggingface/` (TEI's
# format) the document is left out without a word. An index out of range passes, with or without its document.
# `return_documents` is sent as true unless it is given.
# Why it matters: a busy reranker fails searches that were thought to be retried, and every text is sent back by default.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
python3 -m venv env && env/bin/pip install --quiet --disable-pip-version-check litellm==1.110.2 >&2

cat >see.py <<'PY'
import json, logging, os, threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

os.environ['LITELLM_LOCAL_MODEL_COST_MAP'] = 'True'
asked, scores, status = [], [], 200

class Service(BaseHTTPRequestHandler):
    def do_POST(self):
        asked.append(json.loads(self.rfile.read(int(self.headers['content-length']))))
        name = 'score' if 'texts' in asked[-1] else 'relevance_score'
        results = [{'index': index, name: score} for index, score in scores]
        answer = results if 'texts' in asked[-1] else {'id': 'x', 'results': results, 'meta': {}, 'usage': {'total_tokens': 1}}
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header('content-type', 'application/json')
        self.send_header('content-length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass

server = ThreadingHTTPServer(('127.0.0.1', 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()

import litellm
litellm.suppress_debug_info = True
logging.getLogger('LiteLLM').setLevel(logging.CRITICAL)
where = {'api_base': f'http://127.0.0.1:{server.server_port}', 'api_key': 'key'}

def see(title, model, **options):
    asked.clear()
    try:
        found = [(r['index'], r['relevance_score'], r.get('document')) for r in
                 litellm.rerank(model=model, query='q', documents=['a', 'b'], **options).results]
    except Exception as error:
        found = type(error).__name__
    print(f'{model}, {title}: {len(asked)} request(s), {found}')

for model in ('cohere/m', 'huggingface/m'):
    status, scores = 200, [(0, None), (1, 0.2)]
    see('a null score', model, **where)
    scores = [(7, 0.9), (1, 0.2)]
    see('an index out of range', model, **where)
    print(f"{model}, sent: {json.dumps(asked[0])}")
    status = 503
    see('503, num_retries=2', model, num_retries=2, **where)
    see('503, max_retries=2', model, max_retries=2, **where)
PY
env/bin/python see.py | tee seen
diff - seen <<'EXPECTED'
cohere/m, a null score: 1 request(s), APIConnectionError
cohere/m, an index out of range: 1 request(s), [(7, 0.9, None), (1, 0.2, None)]
cohere/m, sent: {"model": "m", "query": "q", "documents": ["a", "b"], "return_documents": true}
cohere/m, 503, num_retries=2: 1 request(s), ServiceUnavailableError
cohere/m, 503, max_retries=2: 1 request(s), ServiceUnavailableError
huggingface/m, a null score: 1 request(s), [(1, 0.2, {'text': 'b'})]
huggingface/m, an index out of range: 1 request(s), [(7, 0.9, None), (1, 0.2, {'text': 'b'})]
huggingface/m, sent: {"raw_scores": false, "truncation_direction": "Right", "query": "q", "texts": ["a", "b"], "return_text": true}
huggingface/m, 503, num_retries=2: 1 request(s), ServiceUnavailableError
huggingface/m, 503, max_retries=2: 1 request(s), ServiceUnavailableError
EXPECTED
