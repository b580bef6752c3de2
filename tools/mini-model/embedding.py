"""
The embedding that the model starts from: what a token means, spread over 56 dimensions, and how rare it is.

Half of each row is the token's own direction, shared by all spellings of one stem, so that equal words match; the other half
is distilled from a sentence encoder, so that words of like meaning match a little. The last rows hold what the circuit needs
(see circuit.py). Everything is rounded to the Q4_0 grid here, before training, so that export loses nothing.
"""

import hashlib
import json
import re
import sys
import zipfile
from collections import Counter
from importlib.resources import files

import numpy as np
import snowballstemmer
import torch
from gguf.constants import GGMLQuantizationType
from gguf.quants import dequantize, quantize
from safetensors.torch import load
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from collection import read_corpus, read_queries

HIDDEN = 64
CONTENT = 56
RARITY, QUERY_MARK, CONTEXT_MARK, SINK, MATCH, LEVEL_BIAS, LEVEL_LINEAR, LEVEL_SQUARE = range(56, 64)


def embedding_matrix(tokenizer: Tokenizer, texts: list[str], vocabulary_size: int) -> np.ndarray:
    """Float32 [vocabulary_size, 64], every value on the Q4_0 grid. `texts` tell which tokens are rare."""
    spellings = [tokenizer.decode([i], skip_special_tokens=False) for i in range(tokenizer.get_vocab_size())]
    matrix = np.zeros((vocabulary_size, HIDDEN), dtype=np.float32)
    count = len(spellings)
    own = own_directions(spellings)
    meaning = distilled_meanings(spellings)
    content = own + 0.8 * meaning
    matrix[:count, :CONTENT] = content / np.linalg.norm(content, axis=1, keepdims=True) * 4
    matrix[:count, RARITY] = rarities(tokenizer, texts, count)
    for token, dimension in (("Query", QUERY_MARK), ("Context", CONTEXT_MARK), ("<|im_start|>", SINK)):
        row = tokenizer.token_to_id(token)
        matrix[row] = 0
        matrix[row, dimension] = 7
    for level in range(1, 8):
        row = tokenizer.token_to_id(str(level))
        matrix[row, CONTENT // 2 :] = 0
        matrix[row, LEVEL_BIAS] = 8
        matrix[row, LEVEL_LINEAR] = level - 4
        matrix[row, LEVEL_SQUARE] = (level - 4) ** 2 - 2
    return on_grid(matrix)


def on_grid(matrix: np.ndarray) -> np.ndarray:
    """The nearest values that Q4_0 can hold."""
    q4 = GGMLQuantizationType.Q4_0
    return dequantize(quantize(matrix.astype(np.float32), q4), q4).astype(np.float32)


def own_directions(spellings: list[str]) -> np.ndarray:
    """A random unit vector per stem, the same on every run."""
    stem = snowballstemmer.stemmer("english").stemWord
    directions: dict[str, np.ndarray] = {}
    for spelling in spellings:
        key = stem(spelling.strip().lower())
        if key not in directions:
            seed = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")
            direction = np.random.default_rng(seed).standard_normal(CONTENT)
            directions[key] = direction / np.linalg.norm(direction)
    return np.array([directions[stem(s.strip().lower())] for s in spellings], dtype=np.float32)


def rarities(tokenizer: Tokenizer, texts: list[str], count: int) -> np.ndarray:
    """Inverse document frequency from 0 (everywhere) to 1.5 (nowhere seen)."""
    seen: Counter[int] = Counter()
    for encoding in tokenizer.encode_batch(texts):
        seen.update(set(encoding.ids))
    frequency = np.array([seen[i] for i in range(count)], dtype=np.float32)
    idf = np.log((len(texts) + 1) / (frequency + 1))
    return (idf / np.log(len(texts) + 1) * 1.5).astype(np.float32)


def distilled_meanings(spellings: list[str]) -> np.ndarray:
    """Each English-looking spelling through all-MiniLM-L6-v2, its first 56 principal components, at unit length."""
    words = [re.sub(r"[^a-z0-9 ]", "", s.strip().lower()) for s in spellings]
    distinct = sorted({word for word in words if len(word) >= 3 and word.isascii()}, key=len)
    vectors = encode_words(distinct)
    centred = vectors - vectors.mean(0)
    _, _, axes = np.linalg.svd(centred[:: max(1, len(distinct) // 20_000)], full_matrices=False)
    reduced = centred @ axes[:CONTENT].T
    # Without evening out, the few strongest components would drown the rest.
    reduced /= reduced.std(0) ** 0.5
    reduced /= np.linalg.norm(reduced, axis=1, keepdims=True)
    of_word = dict(zip(distinct, reduced))
    nothing = np.zeros(CONTENT)
    return np.array([of_word.get(word, nothing) for word in words], dtype=np.float32)


@torch.no_grad()
def encode_words(words: list[str]) -> np.ndarray:
    """Mean-pooled sentence vectors of single words, [words, 384]."""
    archive = zipfile.ZipFile(str(files("all_minilm_l6_v2") / "model.zip"))
    encoder = BertModel(BertConfig(**json.loads(archive.read("config.json"))), add_pooling_layer=False)
    weights = load(archive.read("model.safetensors"))
    encoder.load_state_dict({k: v for k, v in weights.items() if not k.startswith("pooler")}, strict=False)
    encoder.eval()
    tokenizer = Tokenizer.from_str(archive.read("tokenizer.json").decode())
    tokenizer.enable_padding()
    tokenizer.enable_truncation(16)
    vectors = []
    for start in range(0, len(words), 1024):
        batch = tokenizer.encode_batch(words[start : start + 1024])
        ids = torch.tensor([encoding.ids for encoding in batch])
        mask = torch.tensor([encoding.attention_mask for encoding in batch])
        states = encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weight = mask.unsqueeze(-1).float()
        vectors.append(((states * weight).sum(1) / weight.sum(1)).numpy())
    return np.concatenate(vectors)


def main() -> None:
    """`embedding.py TOKENIZER_JSON OUT.npy`"""
    tokenizer = Tokenizer.from_file(sys.argv[1])
    texts = [text for name in ("scifact", "epqa-dev") for _, text in read_corpus(name).values()]
    np.save(sys.argv[2], embedding_matrix(tokenizer, texts + list(read_queries("epqa-dev").values()), 151_936))


if __name__ == "__main__":
    main()
