"""Make patterns/syntax/verbs.yaml, the open vocabulary of verbs, from lemminflect's tables (pip install lemminflect==0.2.3).

python benchmarks/verb_table.py > patterns/syntax/verbs.yaml
"""

from __future__ import annotations

import gzip
import importlib.util
import re
import textwrap
from pathlib import Path

from ceasefire_extract.rules.inflect import Inflector

CLOSED = frozenset(("be", "have", "do", "can", "will", "may", "must", "shall"))  # patterns/syntax/words.yaml has these
# Nouns that the tables lack.
ALSO_NOUNS = frozenset(("act", "bar", "dam", "bust", "log", "rob", "till", "elect", "vet", "kid"))
HEAD = """stage: syntax
note: >
  The open vocabulary: English verbs by lemma, and their forms that the spelling rules (rules/inflect.py) do not make. Made from the NIH SPECIALIST
  Lexicon (U.S. National Library of Medicine) in the tables of lemminflect 0.2.3 (MIT) by benchmarks/verb_table.py.
words:
"""


def rows() -> list[list[str]]:
    """lemma, part of speech and forms, of every word in the tables."""
    found = importlib.util.find_spec("lemminflect")
    if found is None or found.origin is None:
        raise SystemExit("install lemminflect first")
    table = Path(found.origin).parent / "resources" / "infl_lu.csv.gz"
    return [line.split(",") for line in gzip.open(table, "rt").read().splitlines()]


def odd_forms(lemma: str, forms: list[str]) -> str:
    """The forms that the spelling rules do not make: "PAST:struck PART:struck"."""
    regular: dict[str, set[str]] = {}
    for form, surface in Inflector().forms(lemma):
        regular.setdefault(form, set()).add(surface)
    past, part, ing, third = ([one for one in cell.split("/") if one] for cell in forms[:4])
    out = []
    for form, surfaces in (("PAST", past), ("PART", part or past), ("ING", ing), ("S", third)):
        odd = [one for one in surfaces if one not in regular[form] and re.fullmatch("[a-z]+", one)]
        if odd:
            out.append(f"{form}:{'/'.join(odd)}")
    return ";".join(out)


def block(name: str, items: list[str], note: str) -> str:
    indent = {"initial_indent": "    ", "subsequent_indent": "    "}
    body = textwrap.fill(" ".join(items), 150, break_long_words=False, break_on_hyphens=False, **indent)  # type: ignore[arg-type]
    return f"  # {note}\n  {name}: >-\n{body}\n"


def main() -> None:
    table = rows()
    nouns = {row[0] for row in table if row[1] in ("noun", "adj")} | ALSO_NOUNS
    verbs = {row[0]: row[2:] for row in table if row[1] == "verb" and re.fullmatch(r"[a-z]{2,}", row[0])}
    lemmas = sorted(verbs.keys() - CLOSED)
    odd = [f"{lemma}={forms}" for lemma in lemmas if (forms := odd_forms(lemma, verbs[lemma]))]
    print(HEAD, end="")
    print(block("VERB", [lemma for lemma in lemmas if lemma not in nouns], "A verb that is nothing else."), end="")
    both = [lemma for lemma in lemmas if lemma in nouns]
    print(block("VERB_OR_NOUN", both, "A verb whose base form is a noun or an adjective too."), end="")
    print(block("VERB_FORM", odd, "lemma=FORM:forms beside the regular ones."), end="")


if __name__ == "__main__":
    main()
