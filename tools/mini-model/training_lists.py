"""
What the model learns from: lists of one query and eight passages, with how related each is.

SciFact: titles and sentences of abstracts against the abstracts, and the claims of the *train* judgements; ePQA: questions with
graded answers. Hard negatives and the soft part of the targets come from BM25. No test query of SciFact, and nothing of
XQuAD, is among them.
"""

import random
import re
from dataclasses import dataclass

import bm25s
import numpy as np

from collection import read_corpus, read_qrels, read_queries

LIST_SIZE = 8


@dataclass
class RankingList:
    """`relevance` has one number a passage, in [0, 1]."""

    query: str
    passages: list[str]
    relevance: list[float]


class Lists:
    """An endless, seeded stream of ranking lists."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.scifact = read_corpus("scifact")
        self.ids = list(self.scifact)
        self.texts = [f"{title} {text}".strip() for title, text in self.scifact.values()]
        self.index = bm25s.BM25(k1=1.2, b=0.75)
        self.index.index(bm25s.tokenize(self.texts, stopwords="en", show_progress=False), show_progress=False)
        claims, judgements = read_queries("scifact"), read_qrels("scifact", "train")
        self.claims = [(claims[q], {d for d, g in j.items() if g > 0}) for q, j in judgements.items()]
        answers, questions = read_corpus("epqa-dev"), read_queries("epqa-dev")
        self.answered = [
            (questions[q], [(answers[d][1], g) for d, g in j.items()])
            for q, j in read_qrels("epqa-dev", "test").items()
            if len(set(j.values())) > 1
        ]

    def next(self) -> RankingList:
        kind = self.random.choices(("claim", "sentence", "title", "answer"), (5, 6, 3, 2))[0]
        if kind == "answer":
            return self.answer_list()
        if kind == "claim":
            query, relevant = self.random.choice(self.claims)
            return self.scifact_list(query, relevant)
        position = self.random.randrange(len(self.ids))
        title, text = self.scifact[self.ids[position]]
        if kind == "title":
            return self.scifact_list(title, {self.ids[position]}, replaced={position: text})
        sentences = [s for s in re.split(r"(?<=[.!?]) ", text) if 30 < len(s) < 250]
        if not sentences:
            return self.next()
        query = self.random.choice(sentences)
        rest = f"{title} {text.replace(query, ' ')}".strip()
        words = query.split()
        # Dropped words keep the model from waiting for whole sentences.
        query = " ".join(word for word in words if self.random.random() > 0.25) or query
        return self.scifact_list(query, {self.ids[position]}, replaced={position: rest})

    def scifact_list(self, query: str, relevant: set[str], replaced: dict[int, str] | None = None) -> RankingList:
        replaced = replaced or {}
        found, scores = self.index.retrieve(
            bm25s.tokenize(query, stopwords="en", show_progress=False), k=60, show_progress=False
        )
        bm25 = dict(zip(map(int, found[0]), map(float, scores[0])))
        wanted = [p for p in range(len(self.ids)) if self.ids[p] in relevant]
        others = [p for p in bm25 if self.ids[p] not in relevant]
        near = self.random.sample(others[:15], min(4, len(others[:15])))
        far = self.random.sample(others[15:], min(2, len(others[15:])))
        chosen = [self.random.choice(wanted), *near, *far]
        while len(chosen) < LIST_SIZE:
            chosen.append(self.random.randrange(len(self.ids)))
        top = max(bm25.values(), default=1.0) or 1.0
        relevance = [1.0 if self.ids[p] in relevant else 0.6 * bm25.get(p, 0.0) / top for p in chosen]
        return RankingList(query, [replaced.get(p, self.texts[p]) for p in chosen], relevance)

    def answer_list(self) -> RankingList:
        question, answers = self.random.choice(self.answered)
        chosen = self.random.sample(answers, min(LIST_SIZE, len(answers)))
        grades = [grade / 2 for _, grade in chosen]
        passages = [text for text, _ in chosen]
        while len(passages) < LIST_SIZE:
            passages.append(self.texts[self.random.randrange(len(self.texts))])
            grades.append(0.0)
        return RankingList(question, passages, list(np.clip(grades, 0.0, 1.0)))
