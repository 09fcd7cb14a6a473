"""Articles a second on one core, and what each stage takes: `python benchmarks/throughput.py [ARTICLES]`."""

from __future__ import annotations

import sys
import time

from articles import articles

import ceasefire_extract as ce
from ceasefire_extract.batch.garbage import collect_seldom


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    start = time.perf_counter()
    nlp = ce.load()
    print(f"pipeline made in {time.perf_counter() - start:.2f} s")
    texts = articles(number)
    collect_seldom()  # as the command does

    written = 0
    start, cpu = time.perf_counter(), time.process_time()
    for extraction in ce.extract_many(texts, nlp=nlp):
        written += len(extraction.model_dump_json())
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    print(
        f"{number} articles of {len(texts[0])} characters: {number / cpu:.0f} a second of CPU, {number / wall:.0f} of wall clock; {written / number:.0f} bytes each"
    )

    spent: dict[str, float] = {}
    sample = texts[:: max(1, number // 200)]
    for text in sample:
        at = time.process_time()
        doc = nlp.make_doc(text)
        for name, component in [("tokens", None), *nlp.pipeline]:
            if component is not None:
                doc = component(doc)
            now = time.process_time()
            spent[name] = spent.get(name, 0) + now - at
            at = now
    for name, seconds in spent.items():
        print(f"  {name:22} {1000 * seconds / len(sample):6.2f} ms an article")


if __name__ == "__main__":
    main()
