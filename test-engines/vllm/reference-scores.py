"""
The model's level probabilities as transformers computes them: the oracle that our own scorers are held to.

`reference-scores.py MODEL_FOLDER` reads JSON lines `{"query", "passage"}` from stdin and prints a JSON line for each: the
probabilities of "1" to "7" as the next token, in 32-bit floats over the whole vocabulary.
The messages are those of the model card (lightblue/lb-reranker-0.5B-v1.0, Apache-2.0).
"""

import json
import sys

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

SYSTEM_MESSAGE = (
    "Given a query and a piece of text, output a score of 1-7 based on how related the query is to the text. "
    "1 means least related and 7 is most related."
)


def make_reranker_input(t: str, q: str) -> str:
    return f"<<<Query>>>\n{q}\n\n<<<Context>>>\n{t}"


def make_reranker_training_datum(context: str, question: str) -> list[dict[str, str]]:
    return [
        {"role": "system", "content": SYSTEM_MESSAGE},
        {"role": "user", "content": make_reranker_input(context, question)},
    ]


def main() -> None:
    tokenizer = AutoTokenizer.from_pretrained(sys.argv[1])
    model = AutoModelForCausalLM.from_pretrained(sys.argv[1], dtype=torch.float32).eval()
    levels = [tokenizer.encode(str(level))[0] for level in range(1, 8)]
    for line in sys.stdin:
        pair = json.loads(line)
        messages = make_reranker_training_datum(pair["passage"], pair["query"])
        prompt = tokenizer.apply_chat_template(messages, add_generation_prompt=True, tokenize=False)
        tokens = tokenizer(prompt, add_special_tokens=False, return_tensors="pt").input_ids
        with torch.inference_mode():
            logits = model(tokens).logits[0, -1]
        print(json.dumps(torch.softmax(logits, dim=-1)[levels].tolist()), flush=True)


if __name__ == "__main__":
    main()
