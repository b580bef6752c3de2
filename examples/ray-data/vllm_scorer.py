"""A worker of the job: the model under vLLM, on its share of the cluster."""

import math
from typing import Any

import pyarrow

from fitted_prompts import FittedPrompts, QueryTooLong

# Less probability than this on the answers 1 to 7, and another model answers there.
LEAST_MASS = 0.5
LEVELS = range(1, 8)


class VllmScorer:
    """Adds `score`, `relevance_score`, `probabilities` and `error` to a batch of pairs."""

    def __init__(self, model: str, max_model_len: int, query: str, passage: str, engine: dict[str, Any]) -> None:
        # Here, so that the driver needs no GPU library.
        from vllm import LLM, SamplingParams

        self.model, self.columns = model, (query, passage)
        self.llm = LLM(model=model, max_model_len=max_model_len, enable_prefix_caching=True, **engine)
        tokenizer = self.llm.get_tokenizer()
        self.level_ids = [tokenizer.convert_tokens_to_ids(str(level)) for level in LEVELS]
        self.sampling = SamplingParams(max_tokens=1, temperature=0, logprob_token_ids=self.level_ids)
        self.prompts = FittedPrompts(lambda text: tokenizer.encode(text, add_special_tokens=False), max_model_len)

    def __call__(self, batch: pyarrow.Table) -> pyarrow.Table:
        pairs = zip(*(batch[column].to_pylist() for column in self.columns), strict=True)
        prompts = [self.prompt_or_error(query, passage) for query, passage in pairs]
        answered = iter(self.probabilities_of([prompt for prompt in prompts if isinstance(prompt, list)]))
        rows = [next(answered) if isinstance(prompt, list) else None for prompt in prompts]
        scores = [None if row is None else expected_score(row) for row in rows]
        relevance = [None if score is None else (score - 1) / 6 for score in scores]
        errors = [prompt if isinstance(prompt, str) else None for prompt in prompts]
        return (
            batch.append_column("score", pyarrow.array(scores, pyarrow.float64()))
            .append_column("relevance_score", pyarrow.array(relevance, pyarrow.float64()))
            .append_column("probabilities", pyarrow.array(rows, pyarrow.list_(pyarrow.float64())))
            .append_column("error", pyarrow.array(errors, pyarrow.string()))
        )

    def prompt_or_error(self, query: str | None, passage: str | None) -> list[int] | str | None:
        """
        A prompt's tokens, or the code of core's error: one bad row must not cost a job its millions of others.

        None for a blank passage, which has no score, as in core.
        """
        if query is None or passage is None or query.strip() == "":
            return "invalid_request"
        if passage.strip() == "":
            return None
        try:
            return self.prompts.prompt_of(query, passage)
        except QueryTooLong:
            return "context_length"

    def probabilities_of(self, prompts: list[list[int]]) -> list[list[float]]:
        inputs = [{"prompt_token_ids": prompt} for prompt in prompts]
        outputs = self.llm.generate(inputs, self.sampling, use_tqdm=False)
        return [self.checked(output.outputs[0].logprobs[0]) for output in outputs]

    def checked(self, logprobs: dict[int, Any]) -> list[float]:
        probabilities = [math.exp(logprobs[level].logprob) for level in self.level_ids]
        mass = sum(probabilities)
        # Written so that NaN fails too.
        if not mass >= LEAST_MASS:
            raise ValueError(
                f"{self.model} puts {mass:.3f} of its probability on the answers 1 to 7, so it is not the LB Reranker"
            )
        return probabilities


def expected_score(probabilities: list[float]) -> float:
    """The expected level, in [1, 7]."""
    return sum(level * p for level, p in zip(LEVELS, probabilities, strict=True)) / sum(probabilities)
