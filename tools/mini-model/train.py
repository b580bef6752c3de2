"""Trains the mini model: `train.py TOKENIZER_JSON EMBEDDING_NPY OUT_DIR`; OUT_DIR becomes a Hugging Face folder."""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from circuit import build_model
from prompt import render_prompt
from training_lists import LIST_SIZE, Lists, RankingList

LEVELS = torch.arange(1.0, 8.0)
LISTS_A_STEP = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("embedding", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=1200)
    parser.add_argument("--passage-tokens", type=int, default=160)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)

    tokenizer = Tokenizer.from_file(str(options.tokenizer))
    embedding = np.load(options.embedding)
    model = build_model(torch.from_numpy(embedding), options.seed)
    train(model, tokenizer, Lists(options.seed), options.steps, options.passage_tokens)
    model.save_pretrained(options.out)


def train(model, tokenizer: Tokenizer, lists: Lists, steps: int, passage_tokens: int) -> None:
    digits = torch.tensor([tokenizer.token_to_id(str(level)) for level in range(1, 8)])
    weights = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=2e-3, weight_decay=0.01, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=2e-3, total_steps=steps, pct_start=0.05)
    started = time.monotonic()
    smooth = None
    for step in range(steps):
        batch = [lists.next() for _ in range(LISTS_A_STEP)]
        logits = answer_logits(model, tokenizer, batch, passage_tokens)
        loss, agreement = ranking_loss(logits, digits, batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        schedule.step()
        smooth = agreement if smooth is None else 0.97 * smooth + 0.03 * agreement
        if step % 25 == 0:
            print(f"step {step} loss {loss.item():.3f} best-first {smooth:.3f} {time.monotonic() - started:.0f}s", flush=True)


def answer_logits(model, tokenizer: Tokenizer, batch: list[RankingList], passage_tokens: int) -> torch.Tensor:
    """Logits of the token behind each prompt, [lists * 8, vocabulary]."""
    prompts = []
    for item in batch:
        for passage in item.passages:
            end = tokenizer.encode(passage, add_special_tokens=False).offsets[:passage_tokens]
            prompts.append(render_prompt(item.query, passage[: end[-1][1]] if end else passage))
    ids = [encoding.ids for encoding in tokenizer.encode_batch(prompts)]
    longest = max(map(len, ids))
    # Attention is causal, so padding behind a prompt cannot reach its last token and needs no mask.
    padded = torch.tensor([row + [0] * (longest - len(row)) for row in ids])
    states = model.model(input_ids=padded).last_hidden_state
    last = torch.tensor([len(row) - 1 for row in ids])
    return states[torch.arange(len(ids)), last] @ model.model.embed_tokens.weight.T


def ranking_loss(logits: torch.Tensor, digits: torch.Tensor, batch: list[RankingList]) -> tuple[torch.Tensor, float]:
    """Listwise order, absolute level, and the mass of the seven levels; with how often the best passage came first."""
    relevance = torch.tensor([item.relevance for item in batch])
    levels = logits[:, digits]
    scores = (levels.softmax(-1) @ LEVELS).view(-1, LIST_SIZE)
    order = torch.nn.functional.kl_div(
        (scores * 2.0).log_softmax(-1), (relevance * 10.0).softmax(-1), reduction="batchmean"
    )
    absolute = ((scores - (1 + 6 * relevance)) ** 2).mean()
    mass = (logits.logsumexp(-1) - levels.logsumexp(-1)).mean()
    first = (scores.argmax(-1) == relevance.argmax(-1)).float().mean().item()
    return order + 0.1 * absolute + 0.3 * mass, first


if __name__ == "__main__":
    main()
