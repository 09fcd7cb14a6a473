"""The spaCy pipeline: what stands on a Doc, how it travels, and our components among those of others."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import ceasefire_extract as ce
from ceasefire_extract import pipeline
from ceasefire_extract.extraction import extraction_of
from ceasefire_extract.stages import STAGES

TEXT = (
    "JUBA, 4 March 2025 - Hamas said on Monday it would release 33 hostages in the second phase.\n\n"
    "Egypt's foreign ministry called for talks. Three people died."
)
SAMPLES = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))]
PACK = "stage: parties\nparties:\n  - {id: harbourmen, name: Harbourmen, type: armed_group}\n"
HARBOUR = "The Harbourmen and Hamas met on Monday."


@pytest.fixture(scope="module")
def nlp() -> Language:
    return ce.load()


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def output(doc: Doc) -> str:
    return extraction_of(doc).model_dump_json()


def run_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


class TestDoc:
    """What spaCy's users find where they look for it."""

    def test_sentences(self, doc: Doc) -> None:
        assert [sent.text.strip() for sent in doc.sents] == [
            "JUBA, 4 March 2025 - Hamas said on Monday it would release 33 hostages in the second phase.",
            "Egypt's foreign ministry called for talks.",
            "Three people died.",
        ]

    def test_entities(self, doc: Doc) -> None:
        found = [(ent.text, ent.label_, ent.ent_id_, ent.kb_id_) for ent in doc.ents]
        assert ("Hamas", "PARTY", "hamas", "Q38799") in found
        assert ("Monday", "DATE", "", "") in found
        assert ("33", "COUNT", "", "") in found
        assert ("second phase", "PHASE", "", "") in found

    def test_spans_and_their_values(self, doc: Doc) -> None:
        assert set(doc.spans) == {"parties", "dates", "counts", "phases", "places"}
        assert {span._.party.party for span in doc.spans["parties"]} == {"hamas", "egypt"}
        assert "2025-03-03" in {span._.date.value for span in doc.spans["dates"]}
        assert [span._.count.value for span in doc.spans["counts"]] == [33, 3]
        assert [span._.phase.number for span in doc.spans["phases"]] == [2]

    def test_overlaps_are_kept_among_the_spans_alone(self, nlp: Language) -> None:
        doc = nlp("They agreed on a 42-day truce in the first six-week phase.")
        overlapping = [span for name in ("dates", "phases") for span in doc.spans[name] if "six-week" in span.text]
        assert len(overlapping) == 2
        assert sum("six-week" in ent.text for ent in doc.ents) == 1

    def test_claims_statements_and_facts(self, doc: Doc) -> None:
        assert "release" in {claim.event for claim in doc._.claims}
        assert doc._.statements[0].source.text == "Hamas"
        assert doc._.published.isoformat() == "2025-03-04"
        assert doc._.document.language == "en"

    def test_unread_doc_has_no_finds(self) -> None:
        unread = spacy.blank("en")("Hamas freed three hostages.")
        assert (unread._.claims, unread._.statements, unread._.published) == ([], [], None)

    def test_displacy_shows_the_article(self, doc: Doc) -> None:
        page = displacy.render(doc, style="ent", jupyter=False)
        assert page.count("<mark") == len(doc.ents) > 5

    def test_doc_tells_the_publication_date(self, nlp: Language) -> None:
        doc = nlp.make_doc("Talks resumed on Monday.")
        doc._.published = "2025-02-05"
        assert nlp(doc).spans["dates"][0]._.date.value == "2025-02-03"

    @pytest.mark.parametrize("text", SAMPLES, ids=lambda text: text[:20])
    def test_reads_what_the_library_reads(self, nlp: Language, text: str) -> None:
        assert output(nlp(text)) == ce.extract(text).model_dump_json()

    def test_text_is_the_text_given(self, nlp: Language) -> None:
        text = " \r\n Odd\u00a0 \tspaces ,\u2028  ends\n\n\n"
        assert nlp(text).text == text


class TestTravel:
    """A Doc that was packed gives the same output, to the byte."""

    def test_bytes(self, nlp: Language) -> None:
        for text in SAMPLES:
            doc = nlp(text)
            assert output(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == output(doc)

    def test_finds_are_models_again(self, nlp: Language, doc: Doc) -> None:
        moved = Doc(nlp.vocab).from_bytes(doc.to_bytes())
        assert moved._.claims == doc._.claims
        assert moved._.published == doc._.published
        assert moved.spans["parties"][0]._.party == doc.spans["parties"][0]._.party

    def test_docbin(self, nlp: Language) -> None:
        docs = [nlp(text) for text in SAMPLES]
        packed = DocBin(store_user_data=True, docs=docs).to_bytes()
        moved = DocBin(store_user_data=True).from_bytes(packed).get_docs(nlp.vocab)
        assert [output(doc) for doc in moved] == [output(doc) for doc in docs]

    def test_processes(self, nlp: Language) -> None:
        alone = [output(nlp(text)) for text in SAMPLES]
        assert [output(doc) for doc in nlp.pipe(SAMPLES, n_process=2, batch_size=2)] == alone

    @pytest.mark.parametrize("after", [stage.component for stage in STAGES])
    def test_half_way(self, nlp: Language, after: str) -> None:
        """Packed after any stage, and read on."""
        text = SAMPLES[-1]
        doc = nlp.make_doc(text)
        for name, component in nlp.pipeline:
            doc = component(doc)
            if name == after:
                doc = Doc(nlp.vocab).from_bytes(doc.to_bytes())
        assert output(doc) == output(nlp(text))

    def test_read_where_nothing_of_ours_is_loaded(self, nlp: Language, doc: Doc, tmp_path: Path) -> None:
        (tmp_path / "doc").write_bytes(doc.to_bytes())
        printed = run_python(f"""
            import spacy
            from spacy.tokens import Doc
            doc = Doc(spacy.blank("en").vocab).from_disk({str(tmp_path / "doc")!r})
            print(doc._.claims[0].event, doc.ents[0].label_)
        """)
        assert printed.split() == [doc._.claims[0].event, doc.ents[0].label_]


class TestPipelineTravels:
    """`nlp.to_disk` and back, with the user's own packs, their folder gone."""

    @pytest.fixture
    def own(self, tmp_path: Path) -> Language:
        pack = tmp_path / "pack.yaml"
        pack.write_text(PACK)
        made = ce.load([tmp_path])
        pack.unlink()
        return made

    def test_disk(self, own: Language, tmp_path: Path) -> None:
        own.to_disk(tmp_path / "nlp")
        assert output(spacy.load(tmp_path / "nlp")(HARBOUR)) == output(own(HARBOUR))

    def test_bytes(self, own: Language) -> None:
        moved = English.from_config(own.config).from_bytes(own.to_bytes())
        assert [ent.ent_id_ for ent in moved(HARBOUR).ents] == ["harbourmen", "hamas", ""]

    def test_component_with_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "pack.yaml").write_text(PACK)
        nlp = spacy.blank("en")
        nlp.add_pipe("ceasefire_parties", config={"patterns": [str(tmp_path)]})
        assert [ent.ent_id_ for ent in nlp(HARBOUR).ents] == ["harbourmen", "hamas"]

    def test_folder_that_is_gone_is_told(self) -> None:
        nlp = spacy.blank("en")
        nlp.add_pipe("ceasefire_parties", config={"patterns": ["no/such/folder"]})
        with pytest.raises(ce.PackError, match="no such folder"):
            nlp(HARBOUR)


class TestAmongOthers:
    """Pipelines of others, and components of others in ours."""

    def test_all_of_ours_with_spacys_own_tokenizer(self) -> None:
        nlp = spacy.blank("en")
        for stage in STAGES:
            nlp.add_pipe(stage.component)
        found, whole = extraction_of(nlp(TEXT)), ce.extract(TEXT)
        assert found == whole

    def test_one_of_ours_alone(self) -> None:
        nlp = spacy.blank("en")
        nlp.add_pipe("ceasefire_dates")
        doc = nlp.make_doc("The truce of 19 January 2025 held.")
        assert [(ent.text, ent._.date.value) for ent in nlp(doc).ents] == [("19 January 2025", "2025-01-19")]

    def test_one_of_anothers_between(self, nlp: Language) -> None:
        mixed = ce.load()
        ruler = mixed.add_pipe("entity_ruler", after="ceasefire_dates")
        ruler.add_patterns([{"label": "DOVE", "pattern": "talks"}])  # type: ignore[attr-defined]
        doc = mixed(TEXT)
        assert output(doc) == output(nlp(TEXT))
        assert "DOVE" in {ent.label_ for ent in doc.ents}

    def test_components_say_what_they_set_and_need(self, nlp: Language) -> None:
        analysis = nlp.analyze_pipes()
        assert set(analysis["summary"]) == {stage.component for stage in STAGES}
        assert not any(analysis["problems"].values())
        for name in analysis["summary"]:
            assert analysis["summary"][name]["assigns"]

    def test_components_can_be_left_out(self) -> None:
        nlp = ce.load(without=["ceasefire_counts"])
        extraction = ce.extract("Hamas released 33 hostages on Monday.", nlp=nlp)
        assert "count" not in {mention.kind for mention in extraction.mentions}
        assert "date" in {mention.kind for mention in extraction.mentions}

    def test_without_the_document_stage_there_is_still_an_output(self) -> None:
        extraction = ce.extract(TEXT, nlp=ce.load(without=["ceasefire_document"]))
        assert extraction.document.characters == len(TEXT)

    def test_nothing_heavy_is_imported_for_pipelines_of_others(self) -> None:
        """spaCy imports every entry point whenever a pipeline is made."""
        printed = run_python("""
            import sys, spacy
            spacy.blank("en")
            print(*sorted(name for name in sys.modules if name.startswith("ceasefire_extract.")))
        """)
        assert not {"rules.grammar", "models", "pipeline"} & {name.partition(".")[2] for name in printed.split()}


def test_own_pack_adds_a_party_to_the_built_in_ones(tmp_path: Path) -> None:
    (tmp_path / "parties.yaml").write_text(PACK)
    assert "harbourmen" not in parties_in(ce.extract(HARBOUR))
    assert parties_in(ce.extract(HARBOUR, patterns=[tmp_path])) == ["harbourmen", "hamas"]
    assert parties_in(ce.extract(HARBOUR, nlp=ce.load([tmp_path]))) == ["harbourmen", "hamas"]


def parties_in(extraction: ce.Extraction) -> list[str | None]:
    return [mention.party for mention in extraction.mentions if mention.kind == "party"]


def test_stream_does_not_fill_the_vocabulary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A new pipeline takes over when the words are many; what it reads stays the same, a user's patterns among it."""
    (tmp_path / "pack.yaml").write_text(PACK)
    (tmp_path / "own.jsonl").write_text('{"label": "PHASE", "pattern": "Track Two", "id": "2"}\n')
    text = f"{HARBOUR} Track Two begins."
    first = ce.extract(text, patterns=[tmp_path])
    before = pipeline.pipeline_with((str(tmp_path),))
    monkeypatch.setattr(pipeline, "_MOST_WORDS", 0)
    assert ce.extract(text, patterns=[tmp_path]) == first
    after = pipeline.pipeline_with((str(tmp_path),))
    assert after is not before
    assert after.pipe_names == before.pipe_names
