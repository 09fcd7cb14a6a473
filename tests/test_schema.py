"""What the command prints is what `extract schema` says, for every sample and every way of asking."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from conftest import ROOT, Command

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


@pytest.fixture
def schema(extract: Command) -> Any:
    schema = extract("schema").object
    jsonschema.Draft202012Validator.check_schema(schema)
    return schema


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_valid(extract: Command, schema: Any, path: Any) -> None:
    jsonschema.validate(extract(path).object, schema)


def test_records_are_valid(extract: Command, schema: Any) -> None:
    records = [
        {"text": ""},
        {"text": "!" * 50, "published": "never"},
        {"text": "Hamas released 33 hostages.", "published": "2025-02-04", "title": "Ü", "source": "s", "id": 3},
    ]
    done = extract("-", stdin="".join(json.dumps(record) + "\n" for record in records))
    assert len(done.lines) == len(records)
    for line in done.lines:
        jsonschema.validate(line, schema)


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (("schema_version",), "2"),
        (("document", "characters"), "12"),
        (("document", "language"), "de"),
        (("claims", 0, "status"), "rumoured"),
        (("claims", 0, "event"), "war"),
        (("mentions", 0, "kind"), "place"),
        (("mentions", 0, "start"), -1),
        (("more",), 1),
    ],
)
def test_schema_refuses_what_is_not_the_contract(
    extract: Command, schema: Any, place: tuple[Any, ...], wrong: object
) -> None:
    output = extract("--published", "2025-02-04", stdin="Hamas released 33 hostages on Monday.").object
    jsonschema.validate(output, schema)
    at = output
    for step in place[:-1]:
        at = at[step]
    at[place[-1]] = wrong
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(output, schema)


def test_every_field_is_required(schema: Any) -> None:
    """Null where unknown, never missing: a script may rely on every key."""
    for name, definition in [("Extraction", schema), *schema["$defs"].items()]:
        if "properties" in definition:
            assert set(definition["required"]) == set(definition["properties"]), name
