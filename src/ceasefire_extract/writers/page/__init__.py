"""One page to look at: articles with their claims, events over outlets, a timeline, figures, and where outlets differ.

A single file that asks nothing of anywhere; its content security policy says so. `view` makes what the template shows, `page.html.jinja` is the
page, `page.css` and `page.js` its style and behaviour, `vendor/` holds the timeline and the tables (VENDOR.json: package, version, licence, hash).
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from .. import Writer

if TYPE_CHECKING:
    from jinja2 import Template

    from ...compare.models import Group
    from ...models import Extraction

_STYLES = ("vendor/vis-timeline.min.css", "vendor/dataTables.min.css", "page.css")
_LIBRARIES = ("vendor/jquery.min.js", "vendor/dataTables.min.js", "vendor/vis-timeline.min.js")


class Page(Writer):
    """All articles of a run on one page, each with its text."""

    name = "html"
    suffix = ".html"
    needs_text = True
    separable = False

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def encode(self, extraction: Extraction) -> bytes:
        return extraction.model_dump_json().encode("utf-8")

    def write(self, encoded: bytes) -> bytes:
        self._held.append(encoded)
        return b""

    def end(self) -> bytes:
        from ...compare import compare
        from ...models import Extraction

        extractions = [Extraction.model_validate_json(held) for held in self._held]
        return page(compare(extractions), extractions).encode("utf-8")


def page(groups: Sequence[Group], extractions: Sequence[Extraction]) -> str:
    """The page of these articles and of the groups of their claims; an article whose `document` has its `text` is shown with it."""
    from .view import view_of

    view = view_of(groups, extractions)
    scripts = [_script(name) for name in _LIBRARIES] + [_script("page.js")]
    return _template().render(
        view=view,
        styles=[_text(name) for name in _STYLES],
        scripts=scripts,
        data=_json(view.data),
        policy=_policy(scripts),
    )


def _policy(scripts: Sequence[str]) -> str:
    """Nothing may be asked for, and no script may run but those of this page. The timeline sets styles on its elements."""
    hashes = [base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii") for script in scripts]
    allowed = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def _json(data: Any) -> str:
    """JSON that cannot end the element that it stands in."""
    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return plain.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _script(name: str) -> str:
    """A script without the pointer to its source map, which a browser might go and look for."""
    lines = _text(name).splitlines()
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL")).replace(
        "</script", "<\\/script"
    )


@lru_cache
def _text(name: str) -> str:
    return (files(__name__) / name).read_text(encoding="utf-8")


@lru_cache
def _template() -> Template:
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FunctionLoader(_text), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["raw"] = (
        Markup  # for what this package itself made: styles, scripts, JSON that cannot end its element
    )
    return environment.get_template("page.html.jinja")
