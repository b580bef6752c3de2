"""What the job refuses before any work."""

import json
import sys
import tempfile
import unittest
from pathlib import Path
from unittest.mock import patch

import ray

from job_record import OtherJob, keep_record
from score_pairs import BadInput, arguments, score

PAIR = {"id": "a", "query": "q", "passage": "p"}


class Refusals(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)

    @classmethod
    def tearDownClass(cls) -> None:
        ray.shutdown()

    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def score(self, *pairs: dict[str, object]) -> None:
        file = Path(self.folder.name) / "pairs.jsonl"
        file.write_text("".join(f"{json.dumps(pair)}\n" for pair in pairs))
        with patch.object(sys, "argv", ["", "--input", str(file), "--output", f"{self.folder.name}/scored"]):
            score(arguments())

    def test_a_column_that_is_missing_is_named(self) -> None:
        with self.assertRaisesRegex(BadInput, "no column 'passage', only: id, query"):
            self.score({"id": "a", "query": "q"})

    def test_ids_that_occur_twice_are_refused(self) -> None:
        with self.assertRaisesRegex(BadInput, "'id' does not name each pair once"):
            self.score(PAIR, PAIR)

    def test_a_column_that_would_be_overwritten_is_named(self) -> None:
        with self.assertRaisesRegex(BadInput, "already has the columns score"):
            self.score({**PAIR, "score": 1})

    def test_an_output_of_another_model_is_not_added_to(self) -> None:
        output = f"{self.folder.name}/deep/scored"
        keep_record(output, {"model": "one"})
        keep_record(output, {"model": "one"})
        with self.assertRaisesRegex(OtherJob, "another model"):
            keep_record(output, {"model": "two"})


if __name__ == "__main__":
    unittest.main()
