"""News of seven genres, put together at random from fragments of our own: wire report, interview, live page, communique, situation report,
letter, transcript. Each text is one that an agency could send; none of its events has happened."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

PARTIES = [
    "the Polisario Front", "Morocco", "the Moro Islamic Liberation Front", "Manila", "the ELN", "Bogotá", "the RSF", "the Sudanese army", "Houthi fighters",
    "the Free Aceh Movement", "Jakarta", "the KNU", "the junta in Naypyitaw", "Renamo", "the government of Mozambique", "UNIFIL", "the African Union",
    "Ankara", "the PKK", "Yerevan", "Baku", "the M23 rebels", "Kinshasa", "al-Shabaab", "the Tigray People’s Liberation Front", "Addis Ababa", "the OSCE",
]  # fmt: skip
PEOPLE = [
    "Ruth Akello", "Brahim Ghali", "Col. Tomás Ibarra", "Dr. Sana’a Mbeki", "Amina al-Hassan", "spokesman José Vela", "Gen. Li Wen", "Envoy P. K. Rao",
    "Foreign Minister Ana Costa", "U.N. official Hans de Vries", "Ömer Çelik", "Mrs. Nakato",
]  # fmt: skip
PLACES = [
    "Goma",
    "Khartoum",
    "Laayoune",
    "Cotabato City",
    "Sana’a",
    "St. Paul",
    "Stepanakert",
    "Port-au-Prince",
    "Maputo",
    "Kassala",
    "N’Djamena",
]
COUNTS = [
    "12",
    "some 1,400",
    "more than 3,000",
    "between 40 and 60",
    "dozens of",
    "two",
    "at least 27",
    "half of the 52",
    "1.5 million",
    "nearly 200",
]
THINGS = [
    "prisoners",
    "fighters",
    "civilians",
    "hostages",
    "displaced families",
    "trucks of flour",
    "soldiers",
    "bodies",
    "tonnes of aid",
    "villagers",
]
DATES = [
    "on Tuesday", "last week", "on 4 March 2019", "by the end of the month", "at 6 a.m. local time", "since January", "within 60 days", "yesterday", "in 2011",
    "over the weekend", "two weeks ago", "from 9 to 14 May", "tomorrow", "on the night of June 3", "every Friday", "in the coming days",
]  # fmt: skip
DEEDS = [
    "freed {n} {t}", "agreed to a truce", "will withdraw {n} {t}", "refused to extend the ceasefire", "shelled {place}", "opened a second round of talks", "may resume talks",
    "denied that it had killed {n} {t}", "demanded the release of {n} {t}", "signed the first phase of the accord", "let {n} {t} through", "was accused of holding {n} {t}",
    "suspended patrols", "offered an amnesty", "would hand over {n} {t} if {other} stopped firing", "has not yet disarmed", "handed back {place}",
]  # fmt: skip
HEADS = [
    "Talks stall over {place}",
    "{N} {t} freed in {place}",
    "What we know of the truce in {place}",
    "{place}: guns fall silent",
    "Explainer: who holds {place}?",
]
LABELS = [
    "Q",
    "A",
    "Analysis",
    "Explainer",
    "Update",
    "Reporter",
    "Moderator",
    "Key points",
    "Background",
    "Editor’s note",
    "Ref",
    "Photo",
]


class Writer:
    """Fills fragments at random, the same from the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def one(self, options: list[str]) -> str:
        return self.random.choice(options)

    def fill(self, fragment: str) -> str:
        return fragment.format(
            n=self.one(COUNTS),
            N=self.one(COUNTS).capitalize(),
            t=self.one(THINGS),
            place=self.one(PLACES),
            other=self.one(PARTIES),
        )

    def clause(self) -> str:
        return f"{self.one(PARTIES)} {self.fill(self.one(DEEDS))} {self.one(DATES)}"

    def sentence(self) -> str:
        clause, shape = self.clause(), self.random.randrange(9)
        capital = clause[0].upper() + clause[1:]
        return [
            f"{capital}.", f"{capital}, {self.one(PEOPLE)} said.", f"“{capital},” {self.one(PEOPLE)} told reporters {self.one(DATES)}.",
            f"According to {self.one(PEOPLE)}, {clause}.", f"{self.one(PEOPLE)} said that {clause}, but {self.clause()}.", f'"{capital}."',
            f"{capital}; {self.clause()} — for how long, nobody in {self.one(PLACES)} knows.", f"If {clause}, {self.clause()}?", f"{capital} ({self.one(DATES)}).",
        ][shape]  # fmt: skip

    def paragraph(self, most: int = 4) -> str:
        return " ".join(self.sentence() for _ in range(self.random.randint(1, most)))

    def several(self, make: Callable[[], str], low: int, high: int, between: str = "\n\n") -> str:
        return between.join(make() for _ in range(self.random.randint(low, high)))


def wire(w: Writer) -> str:
    """A report with a dateline and perhaps a headline."""
    head = w.fill(w.one(HEADS)) + "\n\n" if w.random.random() < 0.7 else ""
    dateline = f"{w.one(PLACES).upper()}, 4 March 2019 {w.one(['(Agency)', ''])} {w.one(['-', '—', '–'])} "
    return head + dateline + w.several(w.paragraph, 2, 6)


def interview(w: Writer) -> str:
    """Questions and answers, with labels that are names, letters or roles; now and then one has no answer."""
    asks, answers = w.one([*PEOPLE, "Q", "Reporter", "Explainer"]), w.one([*PEOPLE, "A", "Minister"])

    def turn() -> str:
        question = w.one(["What ", "Why now?", "Will it hold?", "And in " + w.one(PLACES) + "?", "Who signed"])
        answer = w.paragraph(3) if w.random.random() < 0.9 else "is "
        return f"{asks}: {question}\n{answers}: {answer}"

    return f"{w.fill(w.one(HEADS))}\n\n{w.paragraph()}\n\n" + w.several(turn, 2, 6, w.one(["\n", "\n\n"]))


def live(w: Writer) -> str:
    """A page of updates with hours, the latest first."""

    def update() -> str:
        hour = f"{w.random.randrange(24):02}:{w.random.randrange(60):02}"
        return f"{hour} {w.one(['GMT', '', '–', '|'])} {w.fill(w.one(HEADS))}\n{w.paragraph(2)}"

    return f"LIVE: {w.fill(w.one(HEADS))}\n\nLast updated: 14 May 2024, 11:20 GMT\n\n{w.one(LABELS)}:\n" + w.several(
        update, 2, 6
    )


def communique(w: Writer) -> str:
    """A statement with numbered or bulleted points."""
    mark = w.one(["1. ", "• ", "- ", "(a) ", "* ", "— "])
    return f"JOINT STATEMENT No. 9\n\n{w.one(PLACES)}, 8 February 2024\n\nThe parties:\n\n" + w.several(
        lambda: mark + w.clause() + ";", 2, 8, "\n"
    )


def report(w: Writer) -> str:
    """A situation report with headings, figures and a table."""

    def section() -> str:
        rows = w.several(lambda: f"| {w.one(PLACES)} | {w.one(COUNTS)} | {w.one(THINGS)} |", 1, 3, "\n")
        return f"{w.one(LABELS).upper()}\n{w.paragraph(2)}\n{rows}"

    return f"Situation report #{w.random.randrange(99)} (as of 16 May 2022)\n\n" + w.several(section, 1, 4)


def letter(w: Writer) -> str:
    """A newsletter or an opinion, wrapped at a fixed width as mails are."""
    words, lines, line = w.several(w.paragraph, 2, 4, "  ").split(" "), [], ""
    for word in words:
        if len(line) + len(word) > 72:
            lines.append(line)
            line = ""
        line += word + " "
    return f"# The {w.one(PLACES)} Letter\n\n*Good morning.*\n\n" + "\n".join([*lines, line])


def transcript(w: Writer) -> str:
    """A briefing: turns of speakers in capitals, quotes over paragraphs."""

    def turn() -> str:
        return f"{w.one(PEOPLE).upper()}: {w.one(['“', ''])}{w.paragraph(2)}\n\n{w.one(['“', '(Crosstalk.) ', ''])}{w.paragraph(2)}"

    return f"{w.fill(w.one(HEADS))}\n\n" + w.several(turn, 2, 5)


GENRES: list[Callable[[Writer], str]] = [wire, interview, live, communique, report, letter, transcript]


def article(seed: int) -> str:
    """An article, the same from the same seed; seven seeds in a row are of seven genres."""
    return GENRES[seed % len(GENRES)](Writer(seed))
