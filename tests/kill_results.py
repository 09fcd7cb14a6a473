"""`--out` with the work of tests instead of the pipeline, as a process that can be killed: `kill_results.py INPUT FOLDER JOBS`."""

from __future__ import annotations

import sys

from ceasefire_extract.batch import parts
from ceasefire_extract.batch.crew import Crew
from ceasefire_extract.batch.results import Results
from ceasefire_extract.batch.storage import storage_of
from ceasefire_extract.batch.work import Settings
from ceasefire_extract.readers.inputs import read_inputs


def main(source: str, folder: str, jobs: str) -> None:
    parts.PART_PIECES = 20
    with Crew("work_of_tests:Echo", (), jobs=int(jobs), timeout=60) as crew:
        Results(storage_of(folder), Settings()).run(read_inputs([source]).pieces, crew.map)


if __name__ == "__main__":
    main(*sys.argv[1:])
