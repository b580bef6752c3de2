"""
The network before training: a Qwen2 whose first layers already compare the passage with the query.

Left to itself, so small a network does not find within the hour that equal tokens matter. So the first four layers start with
attention that does: layer 0 tells each position whether it stands in the query or in the passage; in layer 1 every passage
token looks for its like in the query, and rests on the first token where there is none; layers 2 and 3 collect what was found.
Training is free to change all of it.
"""

import torch
from transformers import Qwen2Config, Qwen2ForCausalLM

from embedding import CONTENT, CONTEXT_MARK, HIDDEN, LEVEL_BIAS, MATCH, QUERY_MARK, RARITY, SINK

LAYERS = 6
VOCABULARY = 151_936
# So large that only the first three pairs of dimensions rotate over a few thousand tokens; the others compare content.
ROPE_THETA = 1e30
STILL = [d for d in range(HIDDEN) if d % 32 not in (0, 1, 2)]
GATE = STILL[-1]


def build_model(embedding: torch.Tensor, seed: int) -> Qwen2ForCausalLM:
    """The untrained model around a fixed embedding [151936, 64]."""
    torch.manual_seed(seed)
    config = Qwen2Config(
        vocab_size=VOCABULARY,
        hidden_size=HIDDEN,
        intermediate_size=192,
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
    with torch.no_grad():
        model.model.embed_tokens.weight.copy_(embedding)
        for layer in model.model.layers:
            for name, weight in layer.named_parameters():
                if name.endswith("proj.weight"):
                    # What an MLP writes starts near nothing, or it would drown what is compared.
                    std = 0.01 if "down" in name or "self_attn" in name else 0.1
                    torch.nn.init.normal_(weight, std=std)
        mark_segments(model.model.layers[0].self_attn)
        match_tokens(model.model.layers[1].self_attn)
        collect(model.model.layers[2].self_attn, {MATCH: 1.5, CONTEXT_MARK: 1.0})
        collect(model.model.layers[3].self_attn, {QUERY_MARK: 3.0, CONTEXT_MARK: -4.0, RARITY: 1.0})
        # A value's bias reaches every position whatever it attends to: the one constant that attention can write.
        last = model.model.layers[-1].self_attn
        last.v_proj.bias[GATE] = 5.0
        last.o_proj.weight[LEVEL_BIAS, GATE] = 2.0
    model.model.embed_tokens.weight.requires_grad_(False)
    return model


def mark_segments(attention: torch.nn.Module) -> None:
    """Everything behind the word Query is marked, and everything behind the word Context."""
    attention.q_proj.bias[GATE] = 3.7
    for slot, mark in enumerate((QUERY_MARK, CONTEXT_MARK)):
        attention.k_proj.weight[GATE, mark] = 3.7
        attention.v_proj.weight[slot, mark] = 1.0
        attention.o_proj.weight[mark, slot] = 0.4


def match_tokens(attention: torch.nn.Module) -> None:
    """Each token attends to its like in the query, else to the first token, and notes how rare its like is."""
    for content, slot in enumerate(STILL[:CONTENT]):
        attention.q_proj.weight[slot, content] = 2.4
        attention.k_proj.weight[slot, content] = 2.4
        attention.v_proj.weight[slot, content] = 0.5
        attention.o_proj.weight[content, slot] = 0.1
    attention.q_proj.bias[GATE] = 8.0
    attention.k_proj.bias[GATE] = -30.0
    attention.k_proj.weight[GATE, QUERY_MARK] = 6.1
    attention.k_proj.weight[GATE, CONTEXT_MARK] = -18.0
    attention.k_proj.weight[GATE, SINK] = 6.4
    attention.v_proj.weight[GATE, QUERY_MARK] = 0.15
    attention.v_proj.weight[GATE, RARITY] = 1.0
    attention.o_proj.weight[MATCH, GATE] = 1.0


def collect(attention: torch.nn.Module, gate: dict[int, float]) -> None:
    """The mean of what stands at the positions that the gate's dimensions single out."""
    attention.q_proj.bias[GATE] = 8.0
    for dimension, weight in gate.items():
        attention.k_proj.weight[GATE, dimension] = weight
    for dimension in range(HIDDEN):
        attention.v_proj.weight[dimension, dimension] += 0.5
        attention.o_proj.weight[dimension, dimension] += 0.5 if dimension < LEVEL_BIAS else 0.0
