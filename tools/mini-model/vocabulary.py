"""
What the model knows of each token before any training: which spellings count as the same word, and which pieces go on with a word.

Qwen2.5 writes a word in one piece or several; " Aspirin", "aspirin" and "(aspirins" are one word to a reader. A piece without a
space before it belongs to what stands before it, so that "oxide" behind "di" is another word than behind "per".
"""

import re
import unicodedata
from functools import cached_property

import numpy as np
import snowballstemmer
from tokenizers import Tokenizer

# Scripts without spaces between words: each piece stands for itself.
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
ACCENTS = re.compile(r"[\u0300-\u036f]")
LEADING_MARKS = re.compile(r"^[^\w]+")


class Vocabulary:
    """The tokens of a tokenizer; arrays have one entry a token."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.size = tokenizer.get_vocab_size()
        self.spellings = [tokenizer.decode([i], skip_special_tokens=False) for i in range(self.size)]

    @cached_property
    def words(self) -> list[str]:
        """The same string for all tokens that count as equal."""
        stem = snowballstemmer.stemmer("english").stemWord
        return [self.word(token, spelling, stem) for token, spelling in enumerate(self.spellings)]

    def word(self, token: int, spelling: str, stem) -> str:
        if "\ufffd" in spelling:
            # Part of a character: equal to nothing else.
            return f"\ufffd{token}"
        plain = ACCENTS.sub("", unicodedata.normalize("NFKD", spelling.strip().lower()))
        return stem(LEADING_MARKS.sub("", plain)) or spelling.strip() or spelling

    @cached_property
    def numbers(self) -> np.ndarray:
        """A number for each distinct word."""
        distinct = {word: i for i, word in enumerate(dict.fromkeys(self.words))}
        return np.array([distinct[word] for word in self.words])

    @cached_property
    def goes_on(self) -> np.ndarray:
        """Whether a token may be the rest of the word that stands before it."""
        return np.array([(s[:1].isalnum() or "\ufffd" in s) and not UNSPACED.match(s) for s in self.spellings])

    @cached_property
    def is_word(self) -> np.ndarray:
        """Whether a token ends in a letter or digit, so that its word may go on."""
        return np.array([(s[-1:].isalnum() or "\ufffd" in s) and not UNSPACED.search(s) for s in self.spellings])

    def encode(self, text: str) -> np.ndarray:
        """Token numbers of a text, without anything around it."""
        return np.array(self.tokenizer.encode(text, add_special_tokens=False).ids, dtype=np.int64)

    def pairs(self, text: str) -> np.ndarray:
        """Two numbers a token, [tokens, 2]: its word, and the word that it goes on with, or -1. Equal rows are equal to the model."""
        ids = self.encode(text)
        before = np.full(len(ids), -1)
        if len(ids) > 1:
            joined = self.goes_on[ids[1:]] & self.is_word[ids[:-1]]
            before[1:][joined] = self.numbers[ids[:-1]][joined]
        return np.stack([self.numbers[ids], before], axis=1)
