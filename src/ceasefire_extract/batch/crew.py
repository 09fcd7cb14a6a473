"""Several workers, and the results in the order of what they were given.

A worker that dies or takes too long costs the article that it was at, and is replaced; what else it had been given is given to others.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import selectors
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from ..errors import CeasefireExtractError, InputError, UsageError
from ..readers.piece import Piece
from .work import ErrorKind, Result, failed
from .worker import LENGTH, frame

T = TypeVar("T")

_AHEAD = 4  # pieces that a worker holds, so that it need not wait for the next
_WINDOW = 2_000  # pieces under way or done that wait for an earlier one; bounds memory, as the next does
_WINDOW_BYTES = 64_000_000
_ATTEMPTS = 3  # a worker may be killed by chance (memory, a person); what is killed so often is to blame
_STARTS = 3  # workers in a row that die before they are ready: it is no article's fault
_STARTUP_SECONDS = 300.0
_START = "import sys; sys.path[:] = {path!r}; from ceasefire_extract.batch.worker import main; main({path!r})"


class WorkersFailed(CeasefireExtractError):
    """Workers cannot be started, or what leads them is gone: the run ends, and can be taken up again."""


@dataclass(slots=True)
class _Task(Generic[T]):
    tag: T
    piece: Piece
    number: int
    attempts: int = 0


class Crew:
    """`jobs` processes in each of which `home` ("module:callable") is called with `arguments`; what that gives is called with each piece.

    `timeout`: seconds that one article may take, None for as long as it likes. Use it in a `with` block: its end ends the workers.
    """

    def __init__(self, home: str, arguments: tuple[Any, ...], *, jobs: int, timeout: float | None = None) -> None:
        if os.name != "posix":
            raise UsageError("several jobs need Linux, macOS or another POSIX system")
        self._hello = frame((home, arguments, timeout))
        self._timeout = timeout
        self._selector = selectors.DefaultSelector()
        self._failed_starts = 0
        self._jobs = jobs
        self._workers: list[_Worker] = []

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()
        self._selector.close()

    def map(self, tasks: Iterable[tuple[T, Piece | InputError]]) -> Iterator[tuple[T, Result]]:
        """Each task's tag with what became of its piece, in order, as soon as it is ready. An InputError is its own result.

        Raises WorkersFailed, and whatever `tasks` raises.
        """
        with _Source(tasks, self._selector) as source:
            yield from self._map(source)

    def _map(self, source: _Source[T]) -> Iterator[tuple[T, Result]]:
        waiting: deque[_Task[T]] = deque()  # given back by workers that died
        done: dict[int, tuple[T, Result]] = {}
        taken = given = weight = 0
        while not self._workers:  # none is started before there is work: most often nothing is to be done again
            found = source.next()
            if found is None:
                if source.ended:
                    return
                self._wait()
                continue
            tag, piece = found
            if isinstance(piece, InputError):
                yield tag, failed(piece)
            else:
                self._workers = [_Worker(self._hello, self._selector) for _ in range(self._jobs)]
                waiting.append(_Task(tag, piece, taken))
                weight += len(piece.data)
                taken += 1
        while True:
            for worker in self._workers:
                while worker.wants_more() and (waiting or (taken - given < _WINDOW and weight < _WINDOW_BYTES)):
                    if waiting:
                        worker.give(waiting.popleft())
                        continue
                    found = source.next()
                    if found is None:
                        break
                    tag, piece = found
                    if isinstance(piece, InputError):
                        done[taken] = tag, failed(piece)
                    else:
                        weight += len(piece.data)
                        worker.give(_Task(tag, piece, taken))
                    taken += 1
            while given in done:
                tag, result = done.pop(given)
                weight -= len(result.data)
                given += 1
                yield tag, result
            if source.ended and given == taken:
                return
            for worker in self._wait():
                for task, result in self._answers(worker, waiting):
                    weight += len(result.data) - len(task.piece.data)
                    done[task.number] = task.tag, result

    def _wait(self) -> list[_Worker]:
        """The workers of whom there is news, or whose time is over."""
        now = time.monotonic()
        ends = [self._deadline(worker) for worker in self._workers]
        nearest = min((end for end in ends if end is not None), default=None)
        news = []
        for key, events in self._selector.select(None if nearest is None else max(0.0, nearest - now)):
            if isinstance(key.data, _Worker):
                if events & selectors.EVENT_WRITE:
                    key.data.push()
                if events & selectors.EVENT_READ:
                    news.append(key.data)
            else:
                key.data.woken()
        now = time.monotonic()
        for worker in self._workers:
            end = self._deadline(worker)
            if end is not None and end <= now and worker not in news:
                worker.overdue = True
                worker.kill()
                news.append(worker)
        return news

    def _deadline(self, worker: _Worker) -> float | None:
        if not worker.ready:
            return worker.since + _STARTUP_SECONDS
        return worker.since + self._timeout if worker.tasks and self._timeout else None

    def _answers(self, worker: _Worker, waiting: deque[_Task[Any]]) -> Iterator[tuple[_Task[Any], Result]]:
        for answer in worker.receive():
            if not worker.ready:
                if isinstance(answer, CeasefireExtractError):
                    raise answer
                worker.ready, worker.since = True, time.monotonic()
                self._failed_starts = 0
                continue
            yield worker.tasks.popleft(), answer
            worker.since = time.monotonic()
        if not worker.dead:
            return
        code, said = worker.bury()
        self._workers[self._workers.index(worker)] = _Worker(self._hello, self._selector)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _STARTS + len(self._workers):
                raise WorkersFailed(f"workers cannot be started: {said or _how(code)}")
        if worker.tasks and worker.ready:
            task = worker.tasks[0]
            task.attempts += 1
            if worker.overdue:
                worker.tasks.popleft()
                yield task, _lost(task.piece, "timeout", f"took longer than {self._timeout:g} seconds and was stopped")
            elif task.attempts >= _ATTEMPTS:
                worker.tasks.popleft()
                cause = "memory ran out, perhaps" if code == -signal.SIGKILL else said
                why = f"{_how(code)} each time; {cause}" if cause else f"{_how(code)} each time"
                yield task, _lost(task.piece, "crash", f"ended {_ATTEMPTS} workers that read it ({why})")
        waiting.extend(worker.tasks)
        if len(waiting) > 1:
            ordered = sorted(waiting, key=lambda task: task.number)
            waiting.clear()
            waiting.extend(ordered)


@dataclass(eq=False)
class _Worker:
    """A process, what it was given and has not answered, and what is still to be sent to it."""

    hello: bytes
    selector: selectors.BaseSelector
    tasks: deque[_Task[Any]] = field(default_factory=deque)
    ready: bool = False
    dead: bool = False
    overdue: bool = False
    since: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115
        path = [entry or str(Path.cwd()) for entry in sys.path]
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START.format(path=path)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._said, bufsize=0,
        )  # fmt: skip
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to, self._from = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._to, False)  # a worker that hangs must not make this process hang
        os.set_blocking(self._from, False)
        self._unsent, self._received = bytearray(self.hello), bytearray()
        self._sending = True
        self.selector.register(self._from, selectors.EVENT_READ, self)
        self.selector.register(self._to, selectors.EVENT_WRITE, self)

    def wants_more(self) -> bool:
        return self.ready and not self.dead and len(self.tasks) < _AHEAD

    def give(self, task: _Task[Any]) -> None:
        if not self.tasks:
            self.since = time.monotonic()
        self.tasks.append(task)
        self._unsent += frame(task.piece)
        self.push()

    def push(self) -> None:
        """Send as much as the pipe takes."""
        try:
            while self._unsent:
                del self._unsent[: os.write(self._to, self._unsent[: 1 << 16])]
        except BlockingIOError:
            pass
        except BrokenPipeError:  # its end is seen on the other pipe
            self._unsent.clear()
        if bool(self._unsent) != self._sending:
            self._sending = bool(self._unsent)
            if self._sending:
                self.selector.register(self._to, selectors.EVENT_WRITE, self)
            else:
                self.selector.unregister(self._to)

    def receive(self) -> Iterator[Any]:
        """The messages that have come in whole; `dead` is set where there will be no more."""
        try:
            while data := os.read(self._from, 1 << 20):
                self._received += data
            self.dead = True
        except BlockingIOError:
            pass
        while len(self._received) >= LENGTH.size:
            (length,) = LENGTH.unpack_from(self._received)
            if len(self._received) < LENGTH.size + length:
                return
            message = bytes(self._received[LENGTH.size : LENGTH.size + length])
            del self._received[: LENGTH.size + length]
            yield pickle.loads(message)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def bury(self) -> tuple[int, str]:
        """How it ended, and the last line that it said."""
        self._close()
        code = self._process.wait()
        self._said.seek(0)
        lines = self._said.read().decode("utf-8", "replace").split("\n")
        self._said.close()
        return code, next((line.strip() for line in reversed(lines) if line.strip()), "")

    def end(self) -> None:
        """Let it go: nothing of it is wanted any more."""
        if not self.dead:
            self._process.kill()
        with contextlib.suppress(ValueError, KeyError):
            self.bury()

    def _close(self) -> None:
        for end in (self._to, self._from):
            with contextlib.suppress(KeyError):
                self.selector.unregister(end)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()


class _Source(Generic[T]):
    """The tasks, read by a thread of their own: a stream that has nothing new must not hold up what is done."""

    def __init__(self, tasks: Iterable[tuple[T, Piece | InputError]], selector: selectors.BaseSelector) -> None:
        self._tasks, self._selector = tasks, selector
        self._queue: queue.Queue[Any] = queue.Queue(maxsize=64)
        self._stopped = threading.Event()
        self.ended = False
        self._bell, self._rope = os.pipe()
        os.set_blocking(self._bell, False)
        os.set_blocking(self._rope, False)
        selector.register(self._bell, selectors.EVENT_READ, self)

    def __enter__(self) -> _Source[T]:
        threading.Thread(target=self._read, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        with contextlib.suppress(KeyError):
            self._selector.unregister(self._bell)
        os.close(self._bell)

    def next(self) -> tuple[T, Piece | InputError] | None:
        """The next task; None where there is none yet, or none any more (`ended`). Raises what reading raised."""
        if self.ended:
            return None
        try:
            found = self._queue.get_nowait()
        except queue.Empty:
            return None
        if found is None:
            self.ended = True
        if isinstance(found, BaseException):
            self.ended = True
            raise found
        return found  # type: ignore[no-any-return]

    def woken(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while os.read(self._bell, 4096):
                pass
            self._selector.unregister(self._bell)  # nobody will ring any more, and its end would wake us for ever

    def _read(self) -> None:
        last: BaseException | None = None
        try:
            for task in self._tasks:
                if not self._put(task):
                    break
        except BaseException as error:  # raised where the tasks are asked for, whatever it is
            last = error
        self._put(last)
        os.close(self._rope)

    def _put(self, found: object) -> bool:
        while not self._stopped.is_set():
            try:
                self._queue.put(found, timeout=0.5)
            except queue.Full:
                continue
            with contextlib.suppress(BlockingIOError, BrokenPipeError):  # rung often enough; nobody is there any more
                os.write(self._rope, b"!")
            return True
        return False


def _lost(piece: Piece, kind: ErrorKind, message: str) -> Result:
    return Result(piece.place, piece.id, error=kind, message=f"{piece.place}: {message}")


def _how(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit status {code}"
