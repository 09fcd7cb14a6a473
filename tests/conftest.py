"""What several tests share: the command, run in this process or in one of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ceasefire_extract.cli import main

ROOT = Path(__file__).parents[1]


@dataclass
class Run:
    """What a run of the command left behind."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    @property
    def lines(self) -> list[Any]:
        """The objects that it printed, one a line."""
        return [json.loads(line) for line in self.text.split("\n") if line]

    @property
    def object(self) -> Any:
        return json.loads(self.text)


Command = Callable[..., Run]


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def extract(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Command:
    """Run `extract` with these words and this standard input, in this process; no error may leave it but SystemExit."""

    def run(*words: str | Path, stdin: bytes | str = b"", terminal: bool = False) -> Run:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        kind = Terminal if terminal else io.TextIOWrapper
        monkeypatch.setattr(sys, "argv", ["extract", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", kind(io.BytesIO(data), encoding="utf-8"))
        capsysbinary.readouterr()
        status: Any = 0
        try:
            main()
        except SystemExit as leaving:
            status = leaving.code or 0
        out, err = capsysbinary.readouterr()
        return Run(status, out, err.decode("utf-8"))

    return run


def run_process(*words: str | Path, stdin: bytes = b"", cwd: Path | None = None, **environment: str) -> Run:
    """Run `python -m ceasefire_extract` as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "ceasefire_extract", *map(str, words)],
        input=stdin, capture_output=True, cwd=cwd, env={**os.environ, **environment}, check=False,
    )  # fmt: skip
    return Run(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))
