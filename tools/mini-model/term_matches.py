"""Which terms a query and its candidates share, as flat arrays that a formula can be learned on."""

from dataclasses import dataclass

import numpy as np
import torch

from training_lists import RankingList
from vocabulary import Vocabulary

# More of one term in one text count as this many.
MOST_REPEATS = 12


class Terms:
    """Numbers for the distinct terms (see `Vocabulary.pairs`) of all texts seen, and how many texts each is in."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.known: dict[tuple[int, int], int] = {}
        self.counted: dict[str, tuple[np.ndarray, np.ndarray]] = {}

    def count(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """The distinct terms of a text, ascending, and how often each occurs."""
        if text not in self.counted:
            pairs = map(tuple, self.vocabulary.pairs(text).tolist())
            numbers = [self.known.setdefault(pair, len(self.known)) for pair in pairs]
            self.counted[text] = np.unique(np.array(numbers, dtype=np.int64), return_counts=True)
        return self.counted[text]


@dataclass
class Matches:
    """
    All lists together: a row is a candidate, with its relevance, its list and its passage.

    The other arrays have an entry for each distinct term that is in a list's query, in a passage, or in both of a row.
    """

    lists: int
    passages: int
    relevance: torch.Tensor
    list_of_row: torch.Tensor
    passage_of_row: torch.Tensor
    query_list: torch.Tensor
    query_term: torch.Tensor
    query_count: torch.Tensor
    passage_number: torch.Tensor
    passage_term: torch.Tensor
    passage_count: torch.Tensor
    matched_row: torch.Tensor
    matched_term: torch.Tensor
    matched_count: torch.Tensor


def matches_of(lists: list[RankingList], terms: Terms) -> Matches:
    found: dict[str, list[np.ndarray]] = {}
    numbers: dict[str, int] = {}

    def add(**columns) -> None:
        for name, values in columns.items():
            found.setdefault(name, []).append(np.asarray(values))

    row = 0
    for number, item in enumerate(lists):
        wanted, times = terms.count(item.query)
        add(query_list=np.full(len(wanted), number), query_term=wanted, query_count=times)
        for passage, relevance in zip(item.passages, item.relevance):
            present, counts = terms.count(passage)
            if passage not in numbers:
                numbers[passage] = len(numbers)
                add(passage_term=present, passage_count=counts, passage_number=np.full(len(present), numbers[passage]))
            _, _, at = np.intersect1d(wanted, present, assume_unique=True, return_indices=True)
            add(matched_row=np.full(len(at), row), matched_term=present[at], matched_count=counts[at])
            add(list_of_row=[number], relevance=[relevance], passage_of_row=[numbers[passage]])
            row += 1
    columns = {name: torch.from_numpy(np.concatenate(parts)) for name, parts in found.items()}
    for name in ("matched_count", "query_count", "passage_count"):
        columns[name] = columns[name].clamp(max=MOST_REPEATS)
    columns["relevance"] = columns["relevance"].float()
    return Matches(lists=len(lists), passages=len(numbers), **columns)
