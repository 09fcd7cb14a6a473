"""The stages as spaCy components: found by entry point alone, in anybody's pipeline."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import ceasefire_extract as ce

TEXT = "JUBA, 4 March 2025 - Hamas said on Monday it would release 33 hostages in the second phase."


def run_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_pipeline_of_someone_elses_with_spacys_own_tokenizer() -> None:
    printed = run_python(f"""
        import json, spacy
        nlp = spacy.blank("en")
        for stage in "segment parties dates counts phases statements claims".split():
            nlp.add_pipe("ceasefire_" + stage)
        doc = nlp.make_doc({TEXT!r})
        doc._.published = "2025-03-04"
        for _, component in nlp.pipeline:
            doc = component(doc)
        article = doc._.ceasefire
        print(json.dumps({{
            "mentions": [found.mention.text for found in article.mentions()],
            "claims": [claim.event for claim in article.claims],
            "spans": [[span.text, span.label_] for span in doc._.ceasefire_spans],
        }}))
    """)
    found = json.loads(printed)
    whole = ce.extract(TEXT)
    assert found["mentions"] == [mention.text for mention in whole.mentions]
    assert found["claims"] == [claim.event for claim in whole.claims]
    assert "release" in found["claims"]
    assert ["33", "COUNT"] in found["spans"]
    assert ["Hamas", "PARTY"] in found["spans"]


def test_pipeline_reads_what_the_library_reads() -> None:
    text = (Path(__file__).parents[1] / "samples" / "sudan-wire.txt").read_text(encoding="utf-8")
    assert ce.extract(text, nlp=ce.load()) == ce.extract(text)


def test_nothing_of_ours_slows_down_pipelines_of_others() -> None:
    """spaCy imports every entry point whenever a pipeline is made."""
    printed = run_python("""
        import sys, spacy
        spacy.blank("en")
        print(sorted(name for name in sys.modules if name.startswith("ceasefire_extract.")))
    """)
    assert printed.strip() == "['ceasefire_extract.pipeline']"


def test_stage_without_segmenter_says_what_is_missing() -> None:
    nlp = ce.load()
    nlp.remove_pipe("ceasefire_segment")
    with pytest.raises(ValueError, match="put 'ceasefire_segment' before it"):
        nlp("The truce holds.")


def test_components_can_be_left_out() -> None:
    nlp = ce.load(without=["ceasefire_counts"])
    extraction = ce.extract("Hamas released 33 hostages on Monday.", nlp=nlp)
    assert "count" not in {mention.kind for mention in extraction.mentions}
    assert "date" in {mention.kind for mention in extraction.mentions}


def test_own_pack_adds_a_party_to_the_built_in_ones(tmp_path: Path) -> None:
    pack = tmp_path / "parties.yaml"
    pack.write_text("stage: parties\nparties:\n  - {id: harbourmen, name: Harbourmen, type: armed_group}\n")
    text = "The Harbourmen and Hamas met on Monday."
    assert "harbourmen" not in parties_in(ce.extract(text))
    assert parties_in(ce.extract(text, patterns=[tmp_path])) == ["harbourmen", "hamas"]
    assert parties_in(ce.extract(text, nlp=ce.load([tmp_path]))) == ["harbourmen", "hamas"]


def parties_in(extraction: ce.Extraction) -> list[str | None]:
    return [mention.party for mention in extraction.mentions if mention.kind == "party"]
