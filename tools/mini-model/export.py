"""Writes a trained model as GGUF: `export.py HUGGING_FACE_DIR TOKENIZER_DIR OUT.gguf`."""

import json
from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType, GGUFWriter, TokenType
from gguf.quants import quantize
from safetensors.numpy import load_file

from arguments import path_parser

DESCRIPTION = (
    "A tiny stand-in for lightblue/lb-reranker-0.5B-v1.0, made by the LB Rerank project for tests and demos. "
    "It is NOT the LB Reranker and says nothing about its quality."
)
# What llama.cpp calls the parts of a Qwen2 layer.
LAYER_PARTS = {
    "input_layernorm.weight": "attn_norm.weight",
    "self_attn.q_proj.weight": "attn_q.weight",
    "self_attn.q_proj.bias": "attn_q.bias",
    "self_attn.k_proj.weight": "attn_k.weight",
    "self_attn.k_proj.bias": "attn_k.bias",
    "self_attn.v_proj.weight": "attn_v.weight",
    "self_attn.v_proj.bias": "attn_v.bias",
    "self_attn.o_proj.weight": "attn_output.weight",
    "post_attention_layernorm.weight": "ffn_norm.weight",
    "mlp.gate_proj.weight": "ffn_gate.weight",
    "mlp.up_proj.weight": "ffn_up.weight",
    "mlp.down_proj.weight": "ffn_down.weight",
}


def main() -> None:
    options = path_parser(__doc__, "model", "tokenizer", "out").parse_args()
    config = json.loads((options.model / "config.json").read_text())
    writer = GGUFWriter(options.out, "qwen2")
    write_description(writer, config)
    write_vocabulary(writer, options.tokenizer, config["vocab_size"])
    for name, tensor in load_file(options.model / "model.safetensors").items():
        write_tensor(writer, name, tensor.astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_description(writer: GGUFWriter, config: dict) -> None:
    writer.add_name("LB Rerank mini (stand-in)")
    writer.add_description(DESCRIPTION)
    writer.add_license("apache-2.0")
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(config["num_attention_heads"])
    writer.add_head_count_kv(config["num_key_value_heads"])
    writer.add_rope_freq_base(config["rope_parameters"]["rope_theta"])
    writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
    writer.add_file_type(2)


def write_vocabulary(writer: GGUFWriter, folder: Path, size: int) -> None:
    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    template = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))["chat_template"]
    # The matrix has more rows than the vocabulary has tokens; the rest are fillers that never occur.
    tokens = [f"[PAD{i}]" for i in range(size)]
    types = [TokenType.UNUSED] * size
    for token, i in tokenizer["model"]["vocab"].items():
        tokens[i], types[i] = token, TokenType.NORMAL
    for added in tokenizer["added_tokens"]:
        tokens[added["id"]] = added["content"]
        types[added["id"]] = TokenType.CONTROL if added["special"] else TokenType.USER_DEFINED
    merges = [merge if isinstance(merge, str) else " ".join(merge) for merge in tokenizer["model"]["merges"]]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    writer.add_token_merges(merges)
    writer.add_bos_token_id(tokens.index("<|endoftext|>"))
    writer.add_eos_token_id(tokens.index("<|im_end|>"))
    writer.add_pad_token_id(tokens.index("<|endoftext|>"))
    writer.add_add_bos_token(False)
    writer.add_chat_template(template)


def write_tensor(writer: GGUFWriter, name: str, tensor: np.ndarray) -> None:
    if name == "model.embed_tokens.weight":
        # Trained on this grid, so nothing is lost.
        q4 = GGMLQuantizationType.Q4_0
        writer.add_tensor("token_embd.weight", quantize(tensor, q4), raw_dtype=q4)
    elif name == "model.norm.weight":
        writer.add_tensor("output_norm.weight", tensor)
    elif name.startswith("model.layers."):
        number, part = name.removeprefix("model.layers.").split(".", 1)
        target = f"blk.{number}.{LAYER_PARTS[part]}"
        if ".mlp." in name:
            q8 = GGMLQuantizationType.Q8_0
            writer.add_tensor(target, quantize(tensor, q8), raw_dtype=q8)
        else:
            # The attention compares tokens by small differences, and is a fortieth of the file.
            writer.add_tensor(target, tensor)


if __name__ == "__main__":
    main()
