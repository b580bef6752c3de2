import { AnswerError } from './answer-error.js';
import { askGateway } from './ask-gateway.js';
import { curlCommand } from './curl-command.js';
import { loadExamples } from './load-examples.js';
import { passagesOf } from './passages-of.js';
import { rankingBoard } from './ranking-board.js';
import { showServer } from './show-server.js';

/**
 * @template {Element} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
function byId(id, kind) {
  const found = document.querySelector(`#${id}`);
  if (!(found instanceof kind)) throw new Error(`no ${kind.name} #${id}`);
  return found;
}

const form = byId('question', HTMLFormElement);
const example = byId('example', HTMLSelectElement);
const query = byId('query', HTMLTextAreaElement);
const passages = byId('passages', HTMLTextAreaElement);
const count = byId('count', HTMLOutputElement);
const access = byId('access', HTMLElement);
const key = byId('key', HTMLInputElement);
const rerank = byId('rerank', HTMLButtonElement);
const status = byId('status', HTMLElement);
const problem = byId('problem', HTMLElement);
const results = byId('results', HTMLElement);
const board = rankingBoard({
  board: byId('board', HTMLElement),
  list: byId('ranking', HTMLElement),
  svg: byId('lines', SVGSVGElement),
});

const question = () => ({ query: query.value.trim(), passages: passagesOf(passages.value) });
const counted = (/** @type {number} */ number) => `${number} passage${number === 1 ? '' : 's'}`;
const showCount = () => {
  count.value = counted(question().passages.length);
};

/** @param {import('./ask-gateway.js').Ranking} ranking */
function summaryOf({ results: [first, ...others], outcome, durationMs }) {
  const time =
    durationMs < 1000 ? `${Math.round(durationMs)} ms` : `${(durationMs / 1000).toFixed(1)} s`;
  if (first === undefined) return 'No passages.';
  if (outcome === 'fallback')
    return `The model did not answer: the order is as it came, after ${time}.`;
  const whence =
    first.index === 0
      ? 'The best one was first before too'
      : `The best one was ${first.index + 1} before`;
  const part = outcome === 'partial' ? 'as many as the deadline allowed of ' : '';
  return `Reranked ${part}${counted(others.length + 1)} in ${time}. ${whence}.`;
}

/** @param {unknown} error */
function showProblem(error) {
  status.textContent = 'Not reranked.';
  problem.hidden = false;
  problem.textContent = error instanceof Error ? error.message : String(error);
  board.hide();
  if (!(error instanceof AnswerError) || error.status !== 401) return;
  access.hidden = false;
  key.focus();
}

let running = new AbortController();

async function run() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  problem.hidden = true;
  status.textContent = 'Reranking…';
  results.setAttribute('aria-busy', 'true');
  rerank.dataset['busy'] = '';
  try {
    const ranking = await askGateway(question(), { key: key.value.trim(), signal });
    board.show(ranking);
    status.textContent = summaryOf(ranking);
  } catch (error) {
    if (signal.aborted) return;
    showProblem(error);
  }
  results.removeAttribute('aria-busy');
  delete rerank.dataset['busy'];
}

async function copyCommand() {
  const url = new URL('v2/rerank', document.baseURI).href;
  const command = curlCommand(question(), { url, hasKey: key.value !== '' });
  try {
    await navigator.clipboard.writeText(command);
    status.textContent = 'Copied as curl.';
  } catch {
    // Only a page from this machine or over HTTPS may write to the clipboard.
    const text = byId('curl-text', HTMLTextAreaElement);
    text.value = command;
    byId('curl', HTMLDialogElement).showModal();
    text.select();
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void run();
});
form.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
form.addEventListener('input', (event) => {
  if (event.target !== example && event.target !== key) example.value = '';
  showCount();
});
byId('copy', HTMLButtonElement).addEventListener('click', () => void copyCommand());

void showServer(byId('server', HTMLElement));
void loadExamples(example, (chosen) => {
  query.value = chosen.query;
  passages.value = chosen.passages.join('\n\n');
  showCount();
});
