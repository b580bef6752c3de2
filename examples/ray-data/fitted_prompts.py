"""
What of a passage is read where the context is too short for it: the same as core reads.

The rules are those of packages/core/src: fit/, decorators/fitted-scorer.ts and decorators/length-tolerant-scorer.ts.
Lengths of texts are in UTF-16 units, since JavaScript counts them so.
"""

from collections.abc import Callable
from functools import lru_cache

import regex

from prompt import neutralise, render_prompt

MARGIN_TOKENS = 9
CHARACTERS_A_TOKEN = 16
KEPT_OF_REFUSED = 0.75
# JavaScript's \s, which has other members than Python's.
DIGIT = regex.compile(
    r"[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff\p{P}]?[0-9]"
)

Tokenize = Callable[[str], list[int]]


class QueryTooLong(ValueError):
    """The query leaves no room for a passage."""


class FittedPrompts:
    """Turns pairs into the tokens of prompts that leave room for the answer within `context_tokens`."""

    def __init__(self, tokenize: Tokenize, context_tokens: int) -> None:
        self.tokenize = tokenize
        self.context_tokens = context_tokens
        self.instruction_tokens = len(tokenize(render_prompt("", "")))
        self.budget_beside = lru_cache(maxsize=1024)(self.count_budget_beside)

    def prompt_of(self, query: str, passage: str) -> list[int]:
        """Raises QueryTooLong."""
        prepared = self.fitted(neutralise(query), neutralise(passage))
        while True:
            tokens = self.tokenize(render_prompt(query, prepared))
            if len(tokens) < self.context_tokens:
                return tokens
            if prepared == "":
                raise QueryTooLong
            prepared = cut_to_units(prepared, int(units_of(prepared) * KEPT_OF_REFUSED))

    def fitted(self, query: str, passage: str) -> str:
        context = self.context_tokens - MARGIN_TOKENS
        pessimistic = context - self.instruction_tokens - len(query.encode()) * 3
        if likely_fits(passage, pessimistic):
            return passage
        budget = self.budget_beside(query)
        if budget < 1:
            raise QueryTooLong
        return passage if likely_fits(passage, budget) else self.cut_to_tokens(passage, budget)

    def count_budget_beside(self, query: str) -> int:
        return self.context_tokens - MARGIN_TOKENS - len(self.tokenize(render_prompt(query, "")))

    def cut_to_tokens(self, text: str, tokens: int) -> str:
        cut = cut_to_units(text, tokens * CHARACTERS_A_TOKEN)
        while (count := len(self.tokenize(cut))) > tokens:
            cut = cut_to_units(cut, int(units_of(cut) * tokens / count * 0.99))
        return cut


def likely_fits(text: str, tokens: int) -> bool:
    size = len(text.encode())
    if size > 2 * tokens:
        return False
    alone = units_of(text) - units_of(DIGIT.sub("", text))
    return alone + (size - alone) / 2 <= tokens


def units_of(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def cut_to_units(text: str, units: int) -> str:
    # What is ignored is the first half of a character, where the cut falls between the two.
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")
