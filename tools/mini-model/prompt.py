"""The LB Reranker's prompt, byte for byte as its model card has it, in Qwen2.5's chat template."""

SYSTEM_MESSAGE = (
    "Given a query and a piece of text, output a score of 1-7 based on how related the query is to the text. "
    "1 means least related and 7 is most related."
)


def render_prompt(query: str, passage: str) -> str:
    """The text whose next token is the answer."""
    return (
        f"<|im_start|>system\n{SYSTEM_MESSAGE}<|im_end|>\n"
        f"<|im_start|>user\n<<<Query>>>\n{query}\n\n<<<Context>>>\n{passage}<|im_end|>\n"
        "<|im_start|>assistant\n"
    )
