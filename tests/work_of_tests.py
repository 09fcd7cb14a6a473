"""What workers do in the tests of workers: no pipeline, but all that can go wrong."""

from __future__ import annotations

import os
import signal
import time

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
