"""English verb forms: "hand over" -> hands over, handed over, handing over. Regular spelling by rule, the rest by table."""

from __future__ import annotations

VERB_FORMS = ("BASE", "S", "PAST", "PART", "ING")

# base: past, participle (third person and -ing are regular throughout)
_IRREGULAR = {
    "arise": "arose arisen", "be": "was been", "bear": "bore borne", "beat": "beat beaten", "become": "became become", "begin": "began begun",
    "bid": "bid bid", "blow": "blew blown", "ring": "rang rung", "slay": "slew slain", "stick": "stuck stuck", "sweep": "swept swept", "bend": "bent bent",
    "bleed": "bled bled", "burst": "burst burst", "overtake": "overtook overtaken", "oversee": "oversaw overseen", "undergo": "underwent undergone",
    "withstand": "withstood withstood", "weep": "wept wept", "swing": "swung swung", "beset": "beset beset", "mistake": "mistook mistaken",
    "bind": "bound bound", "break": "broke broken", "bring": "brought brought", "build": "built built", "burn": "burned burned",
    "buy": "bought bought", "catch": "caught caught", "choose": "chose chosen", "come": "came come", "cost": "cost cost", "cut": "cut cut",
    "deal": "dealt dealt", "dig": "dug dug", "do": "did done", "draw": "drew drawn", "drive": "drove driven", "fall": "fell fallen", "feed": "fed fed",
    "feel": "felt felt", "fight": "fought fought", "find": "found found", "flee": "fled fled", "fly": "flew flown", "forbid": "forbade forbidden",
    "forget": "forgot forgotten", "forgive": "forgave forgiven", "freeze": "froze frozen", "get": "got got", "give": "gave given", "go": "went gone",
    "grow": "grew grown", "hang": "hung hung", "have": "had had", "hear": "heard heard", "hide": "hid hidden", "hit": "hit hit", "hold": "held held",
    "hurt": "hurt hurt", "keep": "kept kept", "know": "knew known", "lay": "laid laid", "lead": "led led", "leave": "left left", "lend": "lent lent",
    "let": "let let", "lie": "lay lain", "lose": "lost lost", "make": "made made", "mean": "meant meant", "meet": "met met", "mislead": "misled misled",
    "overrun": "overran overrun", "overthrow": "overthrew overthrown", "pay": "paid paid", "put": "put put", "quit": "quit quit", "read": "read read",
    "rebuild": "rebuilt rebuilt", "resettle": "resettled resettled", "ride": "rode ridden", "rise": "rose risen", "run": "ran run", "say": "said said",
    "see": "saw seen", "seek": "sought sought", "sell": "sold sold", "send": "sent sent", "set": "set set", "shake": "shook shaken", "shoot": "shot shot",
    "show": "showed shown", "shut": "shut shut", "sink": "sank sunk", "sit": "sat sat", "speak": "spoke spoken", "spend": "spent spent", "split": "split split",
    "spread": "spread spread", "stand": "stood stood", "steal": "stole stolen", "strike": "struck struck", "swear": "swore sworn", "take": "took taken",
    "teach": "taught taught", "tear": "tore torn", "tell": "told told", "think": "thought thought", "throw": "threw thrown", "understand": "understood understood",
    "uphold": "upheld upheld", "wear": "wore worn", "win": "won won", "withdraw": "withdrew withdrawn", "withhold": "withheld withheld", "write": "wrote written",
    "undertake": "undertook undertaken", "overcome": "overcame overcome", "redraw": "redrew redrawn", "foresee": "foresaw foreseen", "outlaw": "outlawed outlawed",
    "shed": "shed shed", "broadcast": "broadcast broadcast", "retake": "retook retaken", "befall": "befell befallen", "creep": "crept crept", "thrust": "thrust thrust", "slit": "slit slit", "breed": "bred bred", "cast": "cast cast",
}  # fmt: skip
# Verbs of more than one syllable whose stress makes the last consonant double, and short ones that must not.
_DOUBLING = frozenset(
    "admit permit commit submit transmit omit refer prefer confer defer occur incur rebel control patrol compel repel expel propel regret abet equip kidnap handicap".split()
)
_NOT_DOUBLING = frozenset(
    "visit open offer order enter suffer limit target happen deliver consider threaten deepen render exit edit benefit profit gather hinder bomb".split()
)
_EITHER = frozenset(
    "travel cancel label signal model level fuel dial quarrel marshal counsel shovel pummel channel funnel tunnel duel total".split()
)
_VOWELS = frozenset("aeiou")


class Inflector:
    """Makes the forms of verbs: BASE, S, PAST, PART, ING."""

    def forms(self, lemma: str) -> list[tuple[str, str]]:
        """(form, surface) for a verb or a verb with a particle ("hand over", "cease-fire" has none)."""
        verb, _, rest = lemma.partition(" ")
        tail = f" {rest}" if rest else ""
        if verb in _IRREGULAR:
            past, part = _IRREGULAR[verb].split()
        else:
            past = part = self._past(verb)
        if verb in _EITHER:  # travelled, traveled
            return [
                ("BASE", verb + tail), ("S", verb + "s" + tail),
                *((form, verb + double + "ed" + tail) for form in ("PAST", "PART") for double in ("", verb[-1])),
                *(("ING", verb + double + "ing" + tail) for double in ("", verb[-1])),
            ]  # fmt: skip
        out = [("BASE", verb), ("S", self._third(verb)), ("PAST", past), ("PART", part), ("ING", self._ing(verb))]
        return [(form, surface + tail) for form, surface in out]

    def irregular(self) -> dict[str, list[tuple[str, str]]]:
        """The verbs whose forms no spelling rule makes, each with its (form, surface)."""
        return {lemma: self.forms(lemma) for lemma in _IRREGULAR}

    def _third(self, verb: str) -> str:
        if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
            return verb + "es"
        if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
            return verb[:-1] + "ies"
        return verb + "s" if verb not in ("be", "have") else {"be": "is", "have": "has"}[verb]

    def _past(self, verb: str) -> str:
        if verb.endswith("e"):
            return verb + "d"
        if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
            return verb[:-1] + "ied"
        return self._doubled(verb) + "ed"

    def _ing(self, verb: str) -> str:
        if verb.endswith("ie"):
            return verb[:-2] + "ying"
        if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")) and verb != "be":
            return verb[:-1] + "ing"
        return self._doubled(verb) + "ing"

    def _doubled(self, verb: str) -> str:
        short = len(verb) >= 3 and verb[-1] not in "aeiouwxyhc" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS
        syllables = sum(1 for a, b in zip(" " + verb, verb + " ", strict=True) if b in "aeiouy" and a not in "aeiouy")
        if verb in _DOUBLING or (short and syllables == 1 and verb not in _NOT_DOUBLING):
            return verb + verb[-1]
        return verb
