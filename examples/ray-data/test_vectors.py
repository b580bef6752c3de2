"""
Holds the job's prompts to core's: python -m unittest, with the path of a Qwen2.5 tokenizer.json in TOKENIZER.
"""

import json
import os
import unittest
from pathlib import Path

from tokenizers import Tokenizer

from fitted_prompts import FittedPrompts, QueryTooLong, cut_to_units, units_of
from prompt import neutralise, render_prompt

VECTORS = Path(__file__).parents[2] / "packages/core/src/prompt/__fixtures__/vectors.json"


class SharedVectors(unittest.TestCase):
    def setUp(self) -> None:
        self.vectors = json.loads(VECTORS.read_text())
        tokenizer = Tokenizer.from_file(os.environ["TOKENIZER"])
        self.tokenize = lambda text: tokenizer.encode(text, add_special_tokens=False).ids

    def test_prompts_are_those_of_core(self) -> None:
        for vector in self.vectors["prompts"]:
            with self.subTest(vector):
                self.assertEqual(render_prompt(vector["query"], vector["passage"]), vector["prompt"])

    def test_as_much_of_a_passage_is_read_as_in_core(self) -> None:
        for vector in self.vectors["fits"]:
            query, passage = vector["query"], vector["passage"] * vector["times"]
            with self.subTest(vector):
                prompts = FittedPrompts(self.tokenize, vector["contextTokens"])
                if vector["kept"] is None:
                    self.assertRaises(QueryTooLong, prompts.prompt_of, query, passage)
                    continue
                kept = cut_to_units(neutralise(passage), vector["kept"])
                self.assertEqual(units_of(kept), vector["kept"])
                self.assertEqual(prompts.prompt_of(query, passage), self.tokenize(render_prompt(query, kept)))


if __name__ == "__main__":
    unittest.main()
