"""
Writes random weights in the shape of a known reranker: `random-shape.py lb-reranker|bge-reranker-v2-m3 TOKENIZER_DIR OUT_DIR`.

No answer of it means anything; the time that it takes does. Both get the tokenizer that is given, so that one text is as many
tokens to each.
"""

import argparse
from pathlib import Path

import torch
from transformers import (
    AutoTokenizer,
    Qwen2Config,
    Qwen2ForCausalLM,
    XLMRobertaConfig,
    XLMRobertaForSequenceClassification,
)

# Sources: the configurations of Qwen/Qwen2.5-0.5B-Instruct and of BAAI/bge-reranker-v2-m3.
SHAPES = {
    "lb-reranker": lambda: Qwen2ForCausalLM(
        Qwen2Config(
            vocab_size=151936,
            hidden_size=896,
            intermediate_size=4864,
            num_hidden_layers=24,
            num_attention_heads=14,
            num_key_value_heads=2,
            max_position_embeddings=32768,
            rope_theta=1e6,
            tie_word_embeddings=True,
        )
    ),
    "bge-reranker-v2-m3": lambda: XLMRobertaForSequenceClassification(
        XLMRobertaConfig(
            vocab_size=250002,
            hidden_size=1024,
            intermediate_size=4096,
            num_hidden_layers=24,
            num_attention_heads=16,
            max_position_embeddings=8194,
            type_vocab_size=1,
            num_labels=1,
            pad_token_id=1,
            bos_token_id=0,
            eos_token_id=2,
            layer_norm_eps=1e-5,
        )
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shape", choices=SHAPES)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    torch.manual_seed(1)
    model = SHAPES[options.shape]()
    model.save_pretrained(options.out)
    AutoTokenizer.from_pretrained(options.tokenizer).save_pretrained(options.out)
    print(sum(weight.numel() for weight in model.parameters()))


if __name__ == "__main__":
    main()
