"""The same work on a cluster, by Dask distributed: groups of pieces go out, results come back in order.

On each machine a worker of our own does the reading (crew.py), so that an article that hangs or crashes costs itself alone there too, and the
pipeline is made once for each of Dask's threads. What Dask loses with a machine it gives to another; what is lost with the scheduler or with
this process is taken up by the next run, from the manifest.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections import deque
from collections.abc import Iterator
from typing import Any

from ..errors import InputError, UsageError
from ..extras import needed
from ..readers.piece import Piece
from .crew import Crew, WorkersFailed
from .run import Tasks
from .work import Result, Settings, failed, fingerprint

WORK = "ceasefire_extract.batch.work:Work"
_GROUP = 50  # pieces that travel together, or as many as
_GROUP_BYTES = 500_000
_LOST = 5  # times that a group may be lost with the machine that had it


class Cluster:
    """A Dask cluster: "local", with `jobs` workers, or the address of a scheduler ("tcp://scheduler:8786"). Use it in a `with` block."""

    def __init__(self, address: str, settings: Settings, *, jobs: int, timeout: float | None, work: str = WORK) -> None:
        """`work` is what workers do, for tests. Raises MissingExtra, and UsageError where nobody answers at the address."""
        self._distributed = needed("distributed", "cluster", "clusters")
        self._settings, self._timeout, self._work = settings, timeout, work
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        self._own = None
        try:
            if address == "local":
                self._own = self._distributed.LocalCluster(
                    n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
                )
            self._client = self._distributed.Client(self._own or address, timeout=20)
        except RuntimeError as error:  # a worker of the local cluster
            raise WorkersFailed(f"--cluster {address}: {str(error).rstrip('.').lower()}") from None
        except (OSError, ValueError) as error:
            raise UsageError(f"--cluster {address}: no scheduler answers there ({error})") from None

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close(timeout=5)
        if self._own is not None:
            self._own.close(timeout=5)

    def map(self, tasks: Tasks) -> Iterator[tuple[Any, Result]]:
        """Each task's tag with what became of its piece, in order. Raises WorkersFailed where the scheduler is gone."""
        under_way: deque[tuple[list[tuple[Any, Piece | InputError]], Any]] = deque()
        digest = fingerprint(self._settings)
        try:
            for group in _groups(tasks):
                pieces = [piece for _, piece in group if isinstance(piece, Piece)]
                future = self._client.submit(
                    read_group, self._work, self._settings, digest, self._timeout, pieces, pure=False, retries=_LOST
                )
                under_way.append((group, future))
                while len(under_way) > 2 * max(1, sum(self._client.nthreads().values())):
                    yield from self._results(*under_way.popleft())
            while under_way:
                yield from self._results(*under_way.popleft())
        except (
            self._distributed.client.FutureCancelledError,
            self._distributed.comm.CommClosedError,
            OSError,
        ) as error:
            if isinstance(error, OSError) and error.filename:
                raise  # a file of ours
            raise WorkersFailed("the scheduler is gone; run again to go on with another") from None

    def _results(self, group: list[tuple[Any, Piece | InputError]], future: Any) -> Iterator[tuple[Any, Result]]:
        for lost in range(_LOST + 1):
            try:
                results = iter(future.result())
                break
            except self._distributed.KilledWorker:
                if lost == _LOST:
                    raise WorkersFailed("machines are lost again and again; run again to go on") from None
                future.retry()
        for tag, piece in group:
            yield tag, failed(piece) if isinstance(piece, InputError) else next(results)


def read_group(work: str, settings: Settings, digest: str, timeout: float | None, pieces: list[Piece]) -> list[Result]:
    """What a machine of the cluster does. Raises UsageError where its package or packs are not those of the process that asks."""
    if fingerprint(settings) != digest:
        raise UsageError("a worker of the cluster has another version of ceasefire-extract or of the packs")
    crews = _crews_for(settings, timeout)
    try:
        crew = crews.get_nowait()
    except queue.Empty:
        crew = Crew(work, (settings,), jobs=1, timeout=timeout)
    results = [result for _, result in crew.map((None, piece) for piece in pieces)]
    crews.put(crew)
    return results


_crews: dict[tuple[Settings, float | None], queue.SimpleQueue[Crew]] = {}
_lock = threading.Lock()


def _crews_for(settings: Settings, timeout: float | None) -> queue.SimpleQueue[Crew]:
    """The workers of this process that have nothing to do, those of one run alone."""
    with _lock:
        if (settings, timeout) not in _crews:
            for idle in _crews.values():
                while not idle.empty():
                    idle.get().__exit__()
            _crews.clear()
            _crews[settings, timeout] = queue.SimpleQueue()
        return _crews[settings, timeout]


def _groups(tasks: Tasks) -> Iterator[list[tuple[Any, Piece | InputError]]]:
    group: list[tuple[Any, Piece | InputError]] = []
    size = 0
    for tag, piece in tasks:
        group.append((tag, piece))
        size += len(piece.data) if isinstance(piece, Piece) else 0
        if len(group) == _GROUP or size >= _GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group
