"""An attention head whose weights are written one by one, and what stands where in its 64 dimensions."""

import math
from itertools import cycle

import torch

from embedding import CODE, CODE_BEFORE, CODE_SIZE, HIDDEN, SINK

# So large that only the first pairs of a head's dimensions turn over thousands of tokens; the others compare content.
ROPE_THETA = 1e36
TURNING = range(4)
STILL = [d for d in range(HIDDEN) if d % 32 not in TURNING]
CODES = [*CODE, *CODE_BEFORE]
GATES = STILL[len(CODES) :]
# What the norm makes of a mark: its row has two entries of one size, and nothing else to speak of.
NORMED_MARK = math.sqrt(HIDDEN / 2)
# Attention divides its products by this.
ROOT = math.sqrt(HIDDEN)

# llama.cpp keeps keys and values in 16-bit floats, and adds them up so. What must be exact is written several times in
# different sizes, whose roundings cancel out in the mean.
PARTS = [2 ** (n / 16) for n in range(16)]


class Head:
    """An attention head whose weights are written one by one, where `size` is what the norm has divided the rows by."""

    def __init__(self, attention: torch.nn.Module) -> None:
        self.q, self.k, self.v, self.o = attention.q_proj, attention.k_proj, attention.v_proj, attention.o_proj

    def gate(
        self,
        slot: int,
        key: dict[int, float],
        bias: float = 0.0,
        query: dict[int, float] | None = None,
        query_bias: float = 0.0,
    ) -> None:
        """Adds (query · row + query_bias) * (key · row + bias) to the logits."""
        for dimension, weight in key.items():
            self.k.weight[slot, dimension] = weight
        self.k.bias[slot] = bias
        for dimension, weight in (query or {}).items():
            self.q.weight[slot, dimension] = weight * ROOT
        self.q.bias[slot] = query_bias * ROOT

    def compare_codes(self, logit: float, size: float) -> None:
        """Gives equal codes this logit; unequal ones have less than half of it in the mean."""
        product = len(CODES) * (CODE_SIZE / size) ** 2 / ROOT
        for slot, dimension, part in zip(STILL, CODES, cycle(PARTS)):
            self.k.weight[slot, dimension] = math.sqrt(logit / product) * part
            self.q.weight[slot, dimension] = math.sqrt(logit / product) / part

    def rest_on_sink(self, slot: int, logit: float) -> None:
        """Gives the sink this logit."""
        self.gate(slot, {SINK: logit / NORMED_MARK}, query_bias=1)

    def write_often(self, value: dict[int, float], target: int, weight: float = 1.0, bias: float = 0.0) -> None:
        """Writes one mean as that of many slots."""
        for slot, part in enumerate(PARTS):
            each = {dimension: times * part for dimension, times in value.items()}
            self.write(slot, each, {target: weight / part / len(PARTS)}, bias * part)

    def write(self, slot: int, value: dict[int, float], target: dict[int, float], bias: float = 0.0) -> None:
        """Writes the attended mean of (value · row + bias), times each target's weight."""
        for dimension, weight in value.items():
            self.v.weight[slot, dimension] = weight
        self.v.bias[slot] = bias
        for dimension, weight in target.items():
            self.o.weight[dimension, slot] = weight
