"""
Turns a mini model's GGUF into a Hugging Face folder with the same weights: `gguf-to-hugging-face.py IN.gguf OUT_DIR`.

vLLM and transformers then run on what llama.cpp runs on, tokenizer and all, and the weights are kept only once.
"""

import json
import re
from pathlib import Path

import numpy as np
from gguf import GGUFReader, TokenType
from gguf.quants import dequantize
from safetensors.numpy import save_file

from arguments import path_parser
from export import LAYER_PARTS

# How Qwen2.5 cuts text before merging (its tokenizer.json; Apache-2.0).
PIECES = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def main() -> None:
    options = path_parser(__doc__, "gguf", "out").parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    reader = GGUFReader(options.gguf)

    def field(name: str):
        return reader.fields[name].contents()

    tensors = {hugging_face_name(t.name): np.array(dequantize(t.data, t.tensor_type), np.float32) for t in reader.tensors}
    save_file(tensors, options.out / "model.safetensors", metadata={"format": "pt"})
    write_json(options.out / "config.json", config_of(field, tensors))
    write_json(options.out / "generation_config.json", {"do_sample": False})
    write_tokenizer(options.out, field)


def hugging_face_name(name: str) -> str:
    if name == "token_embd.weight":
        return "model.embed_tokens.weight"
    if name == "output_norm.weight":
        return "model.norm.weight"
    number, part = re.fullmatch(r"blk\.(\d+)\.(.+)", name).groups()
    original = next(key for key, value in LAYER_PARTS.items() if value == part)
    return f"model.layers.{number}.{original}"


def config_of(field, tensors: dict[str, np.ndarray]) -> dict:
    return {
        "architectures": ["Qwen2ForCausalLM"],
        "model_type": "qwen2",
        "vocab_size": len(field("tokenizer.ggml.tokens")),
        "hidden_size": field("qwen2.embedding_length"),
        "intermediate_size": field("qwen2.feed_forward_length"),
        "num_hidden_layers": field("qwen2.block_count"),
        "num_attention_heads": field("qwen2.attention.head_count"),
        "num_key_value_heads": field("qwen2.attention.head_count_kv"),
        "max_position_embeddings": field("qwen2.context_length"),
        "rope_theta": float(field("qwen2.rope.freq_base")),
        "rms_norm_eps": float(field("qwen2.attention.layer_norm_rms_epsilon")),
        "hidden_act": "silu",
        "tie_word_embeddings": "lm_head.weight" not in tensors,
        "dtype": "float32",
        # Keeps transformers from taking the tokenizer for one of an older, faulty kind.
        "transformers_version": "5.19.0",
        "bos_token_id": field("tokenizer.ggml.bos_token_id"),
        "eos_token_id": field("tokenizer.ggml.eos_token_id"),
    }


def write_tokenizer(out: Path, field) -> None:
    tokens, types = field("tokenizer.ggml.tokens"), field("tokenizer.ggml.token_type")
    numbered = list(enumerate(zip(tokens, types)))
    added = [
        {
            "id": i,
            "content": token,
            "single_word": False,
            "lstrip": False,
            "rstrip": False,
            "normalized": False,
            "special": kind == TokenType.CONTROL,
        }
        for i, (token, kind) in numbered
        if kind in (TokenType.CONTROL, TokenType.USER_DEFINED)
    ]
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False}
    split = {"type": "Split", "pattern": {"Regex": PIECES}, "behavior": "Isolated", "invert": False}
    write_json(
        out / "tokenizer.json",
        {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": added,
            "normalizer": {"type": "NFC"},
            "pre_tokenizer": {"type": "Sequence", "pretokenizers": [split, byte_level]},
            "post_processor": byte_level,
            "decoder": byte_level,
            "model": {
                "type": "BPE",
                "dropout": None,
                "unk_token": None,
                "continuing_subword_prefix": "",
                "end_of_word_suffix": "",
                "fuse_unk": False,
                "byte_fallback": False,
                "ignore_merges": False,
                "vocab": {token: i for i, (token, kind) in numbered if kind == TokenType.NORMAL},
                "merges": field("tokenizer.ggml.merges"),
            },
        },
    )
    special = [token for _, (token, kind) in numbered if kind == TokenType.CONTROL]
    write_json(
        out / "tokenizer_config.json",
        {
            "tokenizer_class": "Qwen2Tokenizer",
            "model_max_length": field("qwen2.context_length"),
            "chat_template": field("tokenizer.chat_template"),
            "additional_special_tokens": special,
            "eos_token": "<|im_end|>",
            "pad_token": "<|endoftext|>",
            "add_bos_token": False,
            "add_prefix_space": False,
            "clean_up_tokenization_spaces": False,
        },
    )


def write_json(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
