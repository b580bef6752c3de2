"""What the circuit computes, as a formula that the weights of the words can be learned on."""

import torch

from term_matches import MOST_REPEATS, Matches


class TermFormula(torch.nn.Module):
    """
    The weighted share of what a query and a passage have in common.

    `log_weights` has two entries a word: one for where it begins, and behind all of these one for where it goes on. The nth of a
    term counts the less the larger `repeats` is, as `rest / (rest + n)` falls; a term of the passage that the query lacks counts
    exp(`unmatched`) of its weight.
    """

    def __init__(self, log_weights: torch.Tensor, weight_of_term: torch.Tensor) -> None:
        super().__init__()
        self.first_log_weights = log_weights
        self.weight_of_term = weight_of_term
        self.log_weights = torch.nn.Parameter(log_weights.clone())
        self.repeats = torch.nn.Parameter(torch.tensor(5.0))
        self.log_rest = torch.nn.Parameter(torch.tensor(0.3))
        self.unmatched = torch.nn.Parameter(torch.tensor(-4.0))

    def forward(self, m: Matches) -> torch.Tensor:
        """The share of each candidate, in [0, 1)."""
        weights = self.log_weights[self.weight_of_term].exp()
        nth = torch.arange(1, MOST_REPEATS + 1)
        rest = self.log_rest.exp()
        each = (self.repeats * (rest / (rest + nth) - rest / (rest + 1))).exp()
        times = torch.cat([torch.zeros(1), each.cumsum(0)])

        def total(size: int, place: torch.Tensor, term: torch.Tensor, count: torch.Tensor) -> torch.Tensor:
            return torch.zeros(size).index_add(0, place, weights[term] * times[count])

        common = total(len(m.relevance), m.matched_row, m.matched_term, m.matched_count)
        query = total(m.lists, m.query_list, m.query_term, m.query_count)
        passage = total(m.passages, m.passage_number, m.passage_term, m.passage_count)
        other = self.unmatched.exp() * (passage[m.passage_of_row] - common)
        return common / (common + query[m.list_of_row] + other)

    def constants(self) -> dict[str, float]:
        """What the circuit needs besides the weights."""
        return {"repeats": self.repeats.item(), "rest": self.log_rest.exp().item(), "unmatched": self.unmatched.item()}
