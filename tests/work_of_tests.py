"""What workers do in the tests of workers: no pipeline, but all that can go wrong."""

from __future__ import annotations

import os
import resource
import signal
import time
from pathlib import Path

from ceasefire_extract.batch.work import Result
from ceasefire_extract.errors import UsageError
from ceasefire_extract.readers.piece import Piece


class Echo:
    """Gives back the text with the number of times that it was read in this process."""

    def __init__(self, mood: str = "") -> None:
        if mood == "wrong":
            raise UsageError("there is no such pack")
        if mood == "dies":
            print("the library is missing a part", flush=True)
            os.kill(os.getpid(), signal.SIGKILL)

    def __call__(self, piece: Piece) -> Result:
        word = piece.data.split()[0]
        if word == b"poison":
            os.kill(os.getpid(), signal.SIGKILL)
        if word == b"glut":
            used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (used + 50_000_000, resource.RLIM_INFINITY))
            held = [bytes(100_000) for _ in range(1_000_000)]
            return Result(piece.place, piece.id, held[0])
        if word == b"hang":
            while True:
                pass
        if word == b"sleep":
            time.sleep(float(piece.data.split()[1]))
        if word == b"chatty":
            print("a library says something")
        if word == b"fail":
            return Result(piece.place, piece.id, error="input", message=f"{piece.place}: failed", size=len(piece.data))
        return Result(piece.place, piece.id, piece.data + b"\n", counts={"claims": 1}, size=len(piece.data))
