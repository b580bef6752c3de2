"""
The prompt of packages/core/src/prompt, character by character.

packages/core/src/prompt/__fixtures__/vectors.json holds both to each other.
"""

import re

SYSTEM_MESSAGE = (
    "Given a query and a piece of text, output a score of 1-7 based on how related the query is to the text. "
    "1 means least related and 7 is most related."
)

FORGEABLE = re.compile(r"<(?=\|[a-z_]+\|>|/?tool_call>)|<<<(?=(?:Query|Context)>>>)")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def neutralise(text: str) -> str:
    """A text that cannot leave its place: special tokens and the prompt's markers are broken by one space."""
    return FORGEABLE.sub(lambda opening: f"{opening[0]} ", LONE_SURROGATE.sub("\ufffd", text))


def render_prompt(query: str, passage: str) -> str:
    """The model card's chat in Qwen2.5's template, up to where the answer begins; both texts are neutralised here."""
    return (
        f"<|im_start|>system\n{SYSTEM_MESSAGE}<|im_end|>\n"
        f"<|im_start|>user\n<<<Query>>>\n{neutralise(query)}\n\n<<<Context>>>\n{neutralise(passage)}<|im_end|>\n"
        "<|im_start|>assistant\n"
    )
