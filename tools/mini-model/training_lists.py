"""
What the term weights are learned from: lists of one query and its candidates, and how related each is.

SciFact: the claims of the *train* judgements against BM25's first hundred, and titles against the abstracts without them;
ePQA: questions with graded answers. No test query of SciFact, and nothing of XQuAD, is among them.
"""

import random
from dataclasses import dataclass

import bm25s
import snowballstemmer

from collection import read_corpus, read_qrels, read_queries

CANDIDATES = 100
TITLES = 2500


@dataclass
class RankingList:
    """`relevance` has one number a passage, in [0, 1]."""

    query: str
    passages: list[str]
    relevance: list[float]


def claim_lists() -> list[RankingList]:
    claims, judgements = read_queries("scifact"), read_qrels("scifact", "train")
    relevant = [{d for d, grade in judgements[q].items() if grade > 0} for q in judgements]
    return against_abstracts([claims[q] for q in judgements], relevant, with_title=True)


def title_lists(seed: int) -> list[RankingList]:
    corpus = read_corpus("scifact")
    named = [d for d, (title, _) in corpus.items() if len(title.split()) > 4]
    chosen = random.Random(seed).sample(named, TITLES)
    return against_abstracts([corpus[d][0] for d in chosen], [{d} for d in chosen], with_title=False)


def answer_lists() -> list[RankingList]:
    answers, questions = read_corpus("epqa-dev"), read_queries("epqa-dev")
    lists = []
    for question, grades in read_qrels("epqa-dev", "test").items():
        if len(set(grades.values())) > 1:
            texts = [answers[d][1] for d in grades]
            lists.append(RankingList(questions[question], texts, [grade / 2 for grade in grades.values()]))
    return lists


def against_abstracts(queries: list[str], relevant: list[set[str]], with_title: bool) -> list[RankingList]:
    corpus = read_corpus("scifact")
    ids = list(corpus)
    whole = [f"{title} {text}".strip() for title, text in corpus.values()]
    index = bm25s.BM25(k1=1.2, b=0.75)
    index.index(stems(whole), show_progress=False)
    found, _ = index.retrieve(stems(queries), k=CANDIDATES, show_progress=False)
    lists = []
    for query, wanted, positions in zip(queries, relevant, found):
        names = dict.fromkeys([ids[p] for p in positions] + sorted(wanted))
        texts = [f"{corpus[d][0]} {corpus[d][1]}".strip() if with_title else corpus[d][1] for d in names]
        lists.append(RankingList(query, texts, [float(d in wanted) for d in names]))
    return lists


def stems(texts: list[str]):
    stemmer = snowballstemmer.stemmer("english")
    return bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False)
