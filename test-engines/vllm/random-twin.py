"""
Writes a tiny Qwen2 with random weights: `random-twin.py TOKENIZER_DIR OUT_DIR`.

It says nothing about any text. A server on it spends its time on the requests rather than on arithmetic, as one on a GPU
does, which is what a benchmark of clients needs.
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

HIDDEN, MIDDLE, LAYERS, HEADS = 128, 256, 2, 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    shutil.copytree(options.tokenizer, options.out, dirs_exist_ok=True)
    (options.out / "model.safetensors").unlink()
    config = json.loads((options.tokenizer / "config.json").read_text(encoding="utf-8"))
    config |= {
        "hidden_size": HIDDEN,
        "intermediate_size": MIDDLE,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS,
        "num_key_value_heads": HEADS,
        "rope_theta": 1e6,
    }
    (options.out / "config.json").write_text(json.dumps(config), encoding="utf-8")
    random = np.random.default_rng(1)

    def matrix(rows: int, columns: int) -> np.ndarray:
        return (random.standard_normal((rows, columns)) * 0.02).astype(np.float32)

    tensors = {
        "model.embed_tokens.weight": matrix(config["vocab_size"], HIDDEN),
        "model.norm.weight": np.ones(HIDDEN, np.float32),
    }
    for layer in range(LAYERS):
        at = f"model.layers.{layer}"
        for name in "qkv":
            tensors[f"{at}.self_attn.{name}_proj.weight"] = matrix(HIDDEN, HIDDEN)
            tensors[f"{at}.self_attn.{name}_proj.bias"] = np.zeros(HIDDEN, np.float32)
        tensors |= {
            f"{at}.self_attn.o_proj.weight": matrix(HIDDEN, HIDDEN),
            f"{at}.mlp.gate_proj.weight": matrix(MIDDLE, HIDDEN),
            f"{at}.mlp.up_proj.weight": matrix(MIDDLE, HIDDEN),
            f"{at}.mlp.down_proj.weight": matrix(HIDDEN, MIDDLE),
            f"{at}.input_layernorm.weight": np.ones(HIDDEN, np.float32),
            f"{at}.post_attention_layernorm.weight": np.ones(HIDDEN, np.float32),
        }
    save_file(tensors, options.out / "model.safetensors", metadata={"format": "pt"})


if __name__ == "__main__":
    main()
