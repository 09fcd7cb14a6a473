"""A worker: a process of its own that reads one piece after the other from its standard input and answers on its standard output.

A message is four bytes of length and a pickle. The first says what to make (`module:callable` and its arguments); the answer to it is None when that
is ready, or the error that it raised. Each further one is an argument of what was made, the answer its result. At the end of its input
it ends, so that none outlives the process that started it.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import struct
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import CeasefireExtractError, UsageError
from .garbage import collect_seldom

LENGTH = struct.Struct("<I")


def frame(message: object) -> bytes:
    """A message as it is sent."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(data)) + data


def main(path: list[str]) -> None:
    """`path` is where the process that started this one finds its modules."""
    sys.path[:] = path
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it tells it when to end
    with contextlib.suppress(OSError):  # if memory runs out, a worker should be ended before the one that keeps account
        Path("/proc/self/oom_score_adj").write_text("800")
    source, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the answers
    try:
        _serve(source, answers)
    except MemoryError:  # not even the answer has room: ended as the system would end it
        os.kill(os.getpid(), signal.SIGKILL)
    except BrokenPipeError:
        pass
    os._exit(0)  # nothing is left to be written, and taking the pipeline apart takes time


def _serve(source: BinaryIO, answers: BinaryIO) -> None:
    first = _receive(source)
    if first is None:
        return
    home, arguments, limit = first
    module, name = home.split(":")
    try:
        work = getattr(import_module(module), name)(*arguments)
    except CeasefireExtractError as error:
        _send(answers, UsageError(str(error)))  # whatever it is, it can travel so
        return
    collect_seldom()
    _send(answers, None)
    while (piece := _receive(source)) is not None:
        if limit:  # a guard for when nobody is left who would stop it
            signal.alarm(int(2 * limit) + 30)
        _send(answers, work(piece))
        signal.alarm(0)


def _send(stream: BinaryIO, message: object) -> None:
    stream.write(frame(message))
    stream.flush()


def _receive(stream: BinaryIO) -> Any:
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    data = stream.read(length)
    return pickle.loads(data) if len(data) == length else None
