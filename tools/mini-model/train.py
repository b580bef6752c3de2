"""
Learns how much each word weighs: `train.py TOKENIZER_JSON OUT.npz`.

The circuit (see circuit.py) computes one formula, and that is differentiable in the weights of the words. So they are learned on
the formula itself, which takes minutes where learning them through the network would take hours.
"""

import re

import numpy as np
import torch
from tokenizers import Tokenizer

from arguments import path_parser
from term_formula import TermFormula
from term_matches import Matches, Terms, matches_of
from training_lists import answer_lists, claim_lists, title_lists
from vocabulary import Vocabulary

STEPS = 45
# How strongly a weight is held to where it began (chosen on 259 of the train claims, held out of training).
HOLD = 7e-4


def main() -> None:
    parser = path_parser(__doc__, "tokenizer", "out")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)

    terms = Terms(Vocabulary(Tokenizer.from_file(str(options.tokenizer))))
    lists = [(claim_lists(), 1.0), (title_lists(options.seed), 0.5), (answer_lists(), 0.2)]
    matches = [(matches_of(group, terms), share) for group, share in lists]
    passages = dict.fromkeys(passage for group, _ in lists for item in group for passage in item.passages)
    log_weights = first_log_weights(terms, list(passages))
    word, before = torch.tensor(list(terms.known)).T
    formula = TermFormula(torch.from_numpy(log_weights), word + len(log_weights) // 2 * (before >= 0))
    train(formula, matches)
    np.savez(options.out, log_weights=formula.log_weights.detach().numpy(), **formula.constants())


def train(formula: TermFormula, matches: list[tuple[Matches, float]]) -> None:
    sharpness = torch.nn.Parameter(torch.tensor(30.0).log())
    optimizer = torch.optim.Adam([*formula.parameters(), sharpness], lr=0.05)
    for step in range(STEPS):
        loss = sum(share * loss_of(formula(m) * sharpness.exp(), m) for m, share in matches)
        loss = loss + HOLD * ((formula.log_weights - formula.first_log_weights) ** 2).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 11 == 0:
            print(f"step {step} loss {loss.item():.3f} {formula.constants()}", flush=True)


def loss_of(scores: torch.Tensor, m: Matches) -> torch.Tensor:
    """How far the softmax over each list's candidates is from their relevance."""
    logsum = torch.zeros(m.lists).index_add(0, m.list_of_row, scores.exp()).log()
    total = torch.zeros(m.lists).index_add(0, m.list_of_row, m.relevance)
    return -((scores - logsum[m.list_of_row]) * m.relevance / total[m.list_of_row]).sum() / m.lists


def first_log_weights(terms: Terms, passages: list[str]) -> np.ndarray:
    """Rarity in the passages; for what they lack, after its place in the vocabulary, where frequent tokens come first."""
    vocabulary = terms.vocabulary
    words = int(vocabulary.numbers.max()) + 1
    seen = np.zeros(len(terms.known))
    for passage in passages:
        seen[terms.count(passage)[0]] += 1
    pairs = np.array(list(terms.known))
    rarity = np.log(1 + (len(passages) - seen + 0.5) / (seen + 0.5))
    alone = {word: rarity[i] for i, (word, before) in enumerate(terms.known) if before < 0}
    # What a piece adds to what its word began with.
    news = np.array([r if b < 0 else max(0.3, r - alone.get(b, 0.0)) for r, (_, b) in zip(rarity, pairs)])
    place = pairs[:, 0] + words * (pairs[:, 1] >= 0)
    mass = np.bincount(place, weights=seen, minlength=2 * words)
    mean = np.bincount(place, weights=seen * news, minlength=2 * words) / np.maximum(mass, 1)
    first = np.full(words, vocabulary.size)
    np.minimum.at(first, vocabulary.numbers, np.arange(vocabulary.size))
    by_place = np.clip(np.log(first + 1) - 4, 0.3, 8)
    unseen = np.concatenate([by_place, by_place / 2])
    weights = np.where(mass > 0, mean, unseen)
    marks = np.array([not re.search(r"[\w\ufffd]", word) for word in dict.fromkeys(vocabulary.words)])
    weights[np.concatenate([marks, marks])] = 0.1
    return np.log(weights).astype(np.float32)


if __name__ == "__main__":
    main()
