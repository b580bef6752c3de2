"""
The network: a Qwen2 of five layers whose attention is written down, not trained.

`circuit.py TOKENIZER_JSON WEIGHTS.npz OUT_DIR`; OUT_DIR becomes a Hugging Face folder, without a tokenizer.

Left to itself, so small a network does not find within hours that equal words matter. So each layer's one head is given its
task, and only the weights of the words are learned (see train.py):

0. tells each position whether it stands in the instructions, the query or the context;
1. gives each piece that goes on with a word the code of the piece before it;
2. looks for its like in the query (MATCH);
3. counts its like up to here in its own part (REPEAT: the more of them, the less);
4. adds up: a softmax over all positions, each by the weight of its word, is the share of what query and context have in common.

Where nothing is found, attention rests on the first token, the sink.
"""

import math

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import Qwen2Config, Qwen2ForCausalLM

from arguments import path_parser
from embedding import (
    CODE,
    CODE_BEFORE,
    CODE_SIZE,
    CONTEXT,
    GOES_ON,
    HIDDEN,
    INSTRUCTIONS,
    IS_WORD,
    LEVEL_BIAS,
    LEVEL_LINEAR,
    LEVEL_SQUARE,
    MATCH,
    QUERY,
    REPEAT,
    ROWS,
    SINK,
    WEIGHT,
    WEIGHT_FINE,
    WeightScale,
    code_of,
    embedding_matrix,
)
from head import GATES, NORMED_MARK, PARTS, ROOT, ROPE_THETA, STILL, TURNING, Head
from vocabulary import Vocabulary

LAYERS = 5
NOT_AT_ALL = 80.0

# The level where the share is in the middle, how much a larger share tells for a higher level, how little the levels spread,
# and how far they stand above all other tokens. Of train claims, half of the relevant abstracts have a share of .39 or more,
# half of the others that BM25 found .17 or less.
MIDDLE_SHARE, SLOPE, NARROWNESS, CONFIDENCE = 0.28, 6.0, 0.3, 40.0
# What the last norm multiplies by, so that little is to be written for clear logits.
GAIN = 800.0


def main() -> None:
    options = path_parser(__doc__, "tokenizer", "weights", "out").parse_args()
    learned = dict(np.load(options.weights))
    vocabulary = Vocabulary(Tokenizer.from_file(str(options.tokenizer)))
    embedding = embedding_matrix(vocabulary, learned.pop("log_weights"))
    constants = {name: float(value) for name, value in learned.items()}
    build_model(torch.from_numpy(embedding), constants).save_pretrained(options.out)


@torch.no_grad()
def build_model(embedding: torch.Tensor, constants: dict[str, float]) -> Qwen2ForCausalLM:
    """The whole model. @param constants those of TermFormula."""
    config = Qwen2Config(
        vocab_size=ROWS,
        hidden_size=HIDDEN,
        intermediate_size=64,
        num_hidden_layers=LAYERS,
        num_attention_heads=1,
        num_key_value_heads=1,
        max_position_embeddings=32_768,
        rope_parameters={"rope_theta": ROPE_THETA, "rope_type": "default"},
        tie_word_embeddings=True,
        rms_norm_eps=1e-6,
        bos_token_id=151_643,
        eos_token_id=151_645,
    )
    model = Qwen2ForCausalLM(config)
    model.model.embed_tokens.weight.copy_(embedding)
    for name, weight in model.named_parameters():
        if "proj" in name:
            weight.zero_()
    # The squared length of an ordinary row, which the norm divides by, grows by what each layer writes.
    own = len(CODE) * CODE_SIZE**2 + 2.25
    marked = own + 1
    joined = marked + len(CODE_BEFORE) * CODE_SIZE**2
    heads = [Head(layer.self_attn) for layer in model.model.layers]
    mark_parts(heads[0])
    join_pieces(heads[1], rms(marked))
    find_in_query(heads[2], rms(joined))
    count_repeats(heads[3], rms(joined + 1), constants["rest"])
    add_up(heads[4], rms(joined + 1.2), **constants)
    read_level(model.model.norm, rms(joined + 0.2))
    return model


def rms(squared_length: float) -> float:
    return math.sqrt(squared_length / HIDDEN)


def mark_parts(head: Head) -> None:
    """The last mark before a position wins."""
    keys = {SINK: 12 / NORMED_MARK, QUERY: 60 / NORMED_MARK, CONTEXT: 120 / NORMED_MARK}
    head.gate(GATES[0], keys, query_bias=1)
    for slot, (mark, target) in enumerate(((SINK, INSTRUCTIONS), (QUERY, QUERY), (CONTEXT, CONTEXT))):
        head.write(slot, {mark: 1 / NORMED_MARK}, {target: 1})


def join_pieces(head: Head, size: float) -> None:
    """A piece that goes on attends to the one before it if that ends in a letter or digit; all others to the sink."""
    peak = 0.0
    for pair, height in zip(TURNING, (60, 60, 80)):
        turn = ROPE_THETA ** (-2 * pair / HIDDEN)
        length = math.sqrt(height * ROOT)
        peak += height
        head.q.bias[pair] = length
        # Turned on by one position, so that the product is largest one position back; the sink takes no part.
        for slot, part in ((pair, math.cos(turn)), (pair + 32, math.sin(turn))):
            head.k.bias[slot] = length * part
            head.k.weight[slot, SINK] = -length * part / NORMED_MARK
    # One position off is this much below the peak; the sink stands half way for pieces that go on, above it for others.
    margin = 60 * (1 - math.cos(1))
    low, high = peak - margin / 2, peak + margin
    head.gate(
        GATES[0], {SINK: 40 / NORMED_MARK}, query={GOES_ON: (low - high) / 2 * size / 40}, query_bias=(low + high) / 2 / 40
    )
    head.gate(GATES[1], {IS_WORD: 30 * size, SINK: 30 / NORMED_MARK}, bias=-30, query_bias=1)
    start = code_of("")
    for slot, (dimension, target) in enumerate(zip(CODE, CODE_BEFORE)):
        head.write(slot, {dimension: size, SINK: float(start[slot]) * CODE_SIZE / NORMED_MARK}, {target: 1})


def find_in_query(head: Head, size: float) -> None:
    """MATCH becomes 1 where the query has the like of a position, else 0."""
    head.compare_codes(60, size)
    head.gate(GATES[0], {INSTRUCTIONS: -NOT_AT_ALL * size, CONTEXT: -NOT_AT_ALL * size}, query_bias=1)
    head.rest_on_sink(GATES[1], 50)
    head.write_often({SINK: -1 / NORMED_MARK}, MATCH, bias=1)


def count_repeats(head: Head, size: float, rest: float) -> None:
    """REPEAT becomes rest / (rest + n) at the nth of its like in the query or the context."""
    equal = 12.0
    head.compare_codes(equal, size)
    # Two tokens are sinks: each message before the context begins with one.
    head.rest_on_sink(GATES[0], equal + math.log(rest / 2))
    head.gate(GATES[1], {INSTRUCTIONS: -NOT_AT_ALL * size}, query_bias=1)
    head.gate(GATES[2], {QUERY: -NOT_AT_ALL * size}, query={CONTEXT: size})
    head.write_often({SINK: 1 / NORMED_MARK}, REPEAT)


def add_up(head: Head, size: float, repeats: float, rest: float, unmatched: float) -> None:
    """The share of the context's matches among all matches, the query's own and, far below, what does not match."""
    key = {WEIGHT: WeightScale.coarse, WEIGHT_FINE: WeightScale.fine, REPEAT: repeats, MATCH: -unmatched}
    bias = WeightScale.middle - repeats * rest / (rest + 1) + unmatched
    for slot, part in zip(STILL, PARTS):
        each = {dimension: weight * size * part for dimension, weight in key.items()}
        head.gate(slot, each, bias=bias * part, query_bias=1 / part / len(PARTS))
    head.gate(GATES[0], {INSTRUCTIONS: -NOT_AT_ALL * size}, query_bias=1)
    # What is small in the middle loses little in few bits; so the middle is taken off here.
    head.write_often({MATCH: size, QUERY: -size}, LEVEL_LINEAR, 4 * SLOPE / GAIN, bias=-MIDDLE_SHARE)
    head.write(32, {}, {LEVEL_BIAS: CONFIDENCE / GAIN, LEVEL_SQUARE: -8 * NARROWNESS / GAIN}, bias=1)


def read_level(norm: torch.nn.Module, size: float) -> None:
    """Only the levels' own dimensions reach the logits: the other tokens have zeros there."""
    norm.weight.zero_()
    norm.weight[[LEVEL_BIAS, LEVEL_LINEAR, LEVEL_SQUARE]] = GAIN * size


if __name__ == "__main__":
    main()
