"""How quotation marks are paired: what stands inside, paragraph by paragraph, and which quote holds which."""

from __future__ import annotations

import time

import pytest

from ceasefire_extract.article import read_article
from ceasefire_extract.stages.statements.quotes import pair_quotes

PAIRED = [
    ("He said “yes” and “no”.", [["yes"], ["no"]]),
    ('He said "yes" and "no".', [["yes"], ["no"]]),
    ("“One.\n\n“Two,” she said.", [["One.", "Two,"]]),
    ("“One.\n\n“Two.\n\n“Three,” she said.", [["One.", "Two.", "Three,"]]),
    ("“One.\n\nTwo, she said.", [["One."]]),
    ("‘The fighters’ families will return,’ he said.", [["The fighters’ families will return,"]]),
    ("The fighters’ families returned.", []),
    ("It's the rebels' deal, and they're 'ready'.", [["ready"]]),
    ("Sana’a and Ma’rib.", []),
    ("„Ja“, sagte er. «Oui», dit-il.", [["Ja"], ["Oui"]]),
    ("``Yes,'' he said.", [["Yes,"]]),
    ('A 6" shell.\n\n"Yes," he said.', [["Yes,"]]),
    ("“He said ‘go’ to us,” she said.", [["He said ‘go’ to us,"], ["go"]]),
    ("He said: “", []),
    ("””", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "inside"), PAIRED)
def test_quotes_are_paired(text: str, inside: list[list[str]]) -> None:
    article = read_article(text)
    tokens = article.tokens
    found = [[text[tokens.starts[a] : tokens.ends[b]] for a, b in quote.parts] for quote in pair_quotes(article)]
    assert found == inside


def test_a_quote_knows_the_one_around_it() -> None:
    quotes = pair_quotes(read_article("“He said ‘go’ to us,” she said. “Now.”"))
    assert [quote.outer for quote in quotes] == [None, 0, None]


def test_rows_of_marks_cost_no_more_than_their_length() -> None:
    article = read_article('“a ” ‘ " ' * 4000)
    start = time.process_time()
    pair_quotes(article)
    assert time.process_time() - start < 5.0
