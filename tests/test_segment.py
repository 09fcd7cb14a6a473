"""Where sentences end: a text, cut by hand, and the same text read."""

from __future__ import annotations

import pytest

from ceasefire_extract.article import read_article

CASES = [
    "The talks ended.| The guns did not.",
    "Lt. Gen. Ochieng met Mrs. Deng at St. Mary's.| Both left.",
    "Cpl. Deng and Supt. Ali were freed.| Others were not.",
    "The case of State v. Okello is over.| The case of Okello vs. Deng goes on.",
    "The U.S. envoy left.| The U.N. stayed.",
    "Troops left for the U.S.| They came back in Sept. and stayed.",
    "The order, No. 5, was signed.| Was it kept?| No.| It failed.",
    "He sat.| She stood.",
    'He said "the war is over."| She doubted it.',
    "“It is over.”| So said A. Kamau, the envoy.",
    "Some 2.7 million fled.| 400 came back.",
    "They left the region.|The town stayed.",
]


@pytest.mark.parametrize("marked", CASES)
def test_sentences(marked: str) -> None:
    text = marked.replace("|", "")
    article = read_article(text, None)
    assert [text[sentence.start : sentence.end] for sentence in article.sentences] == [
        part.strip() for part in marked.split("|")
    ]
