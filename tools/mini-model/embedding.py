"""
The embedding: what the circuit reads of each token (see circuit.py for what it does with it).

A word's code is a vector of signs, the same for all its spellings; two words differ in about half of the signs. Beside it stand
the learned weight of the word and the marks that the prompt is read by. Every value lies on the Q4_0 grid, so that export loses
nothing.
"""

import hashlib

import numpy as np
from gguf.constants import GGMLQuantizationType
from gguf.quants import dequantize, quantize

from vocabulary import Vocabulary

HIDDEN = 64
ROWS = 151_936
# What stands where in the 64 dimensions. The code of the piece before and the last five are written by the circuit.
CODE = range(28)
GOES_ON, WEIGHT, WEIGHT_FINE, LEVEL_BIAS = range(28, 32)
CODE_BEFORE = range(32, 55)
IS_WORD, SINK, LEVEL_LINEAR, LEVEL_SQUARE, INSTRUCTIONS, QUERY, CONTEXT, MATCH, REPEAT = range(55, 64)

# Each half of a row in Q4_0 counts from -8 to 7 steps, whose size its largest value sets: GOES_ON and IS_WORD, which are 1 or
# -1 everywhere. The levels' bias stands apart from what tells them apart, since 8-bit arithmetic too goes by halves.
STEP = 1 / 8
MOST_STEPS = 7
CODE_SIZE = MOST_STEPS * STEP
# Marks are so large that whatever else is added to their rows stays small beside them.
MARK = 16_384.0


class WeightScale:
    """How a logarithmic weight is written in two dimensions, a coarse and a fine one, of whole steps each."""

    lowest, highest = -3.5, 2.5
    middle = (lowest + highest) / 2
    # What a whole of each dimension counts.
    coarse = (highest - lowest) / 2 / (MOST_STEPS * STEP)
    fine = coarse / 8

    @classmethod
    def steps(cls, log_weights: np.ndarray) -> np.ndarray:
        wanted = (np.clip(log_weights, cls.lowest, cls.highest) - cls.middle) / STEP
        coarse = np.clip(np.round(wanted / cls.coarse), -MOST_STEPS, MOST_STEPS)
        fine = np.clip(np.round((wanted - coarse * cls.coarse) / cls.fine), -MOST_STEPS, MOST_STEPS)
        return np.stack([coarse, fine], axis=-1)


def embedding_matrix(vocabulary: Vocabulary, log_weights: np.ndarray) -> np.ndarray:
    """Float32 [151936, 64]. @param log_weights two a word, as in TermFormula."""
    matrix = np.zeros((ROWS, HIDDEN), dtype=np.float32)
    count = vocabulary.size
    words = len(log_weights) // 2
    codes = np.stack([code_of(word) for word in dict.fromkeys(vocabulary.words)])
    matrix[:count, CODE] = codes[vocabulary.numbers] * CODE_SIZE
    matrix[:count, GOES_ON] = np.where(vocabulary.goes_on, 1, -1)
    matrix[:count, IS_WORD] = np.where(vocabulary.is_word, 1, -1)
    weights = log_weights[vocabulary.numbers + words * vocabulary.goes_on]
    matrix[:count, [WEIGHT, WEIGHT_FINE]] = WeightScale.steps(weights) * STEP

    def row_of(token: str) -> np.ndarray:
        return matrix[vocabulary.tokenizer.token_to_id(token)]

    for token, mark in (("Query", QUERY), ("Context", CONTEXT), ("<|im_start|>", SINK)):
        row_of(token)[:] = 0
        row_of(token)[[mark, WEIGHT]] = MARK, -MARK
    for level in range(1, 8):
        away = level - 4
        row_of(str(level))[[LEVEL_BIAS, LEVEL_LINEAR, LEVEL_SQUARE]] = 1, away / 4, (away**2 - 4) / 8
    return on_grid(matrix)


def code_of(word: str) -> np.ndarray:
    """28 signs that depend on nothing but the word."""
    digest = hashlib.sha256(word.encode()).digest()
    bits = np.unpackbits(np.frombuffer(digest, dtype=np.uint8))[: len(CODE)]
    return np.where(bits == 1, 1.0, -1.0).astype(np.float32)


def on_grid(matrix: np.ndarray) -> np.ndarray:
    """The nearest values that Q4_0 can hold."""
    q4 = GGMLQuantizationType.Q4_0
    return dequantize(quantize(matrix, q4), q4).astype(np.float32)
