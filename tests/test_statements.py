"""Who says what: a table of the forms that news of talks and truces uses. Each row is a text, the source, and the content of one statement in it.

A row passes where some statement of the text has that source, that content (its parts joined by " … "), and the fields given.
"""

from __future__ import annotations

import random
from typing import Any

import pytest

from ceasefire_extract.article import Article, read_article
from ceasefire_extract.models import Statement
from ceasefire_extract.rules.loading import builtin_packs
from ceasefire_extract.stages.parties.stage import Parties
from ceasefire_extract.stages.statements.stage import Statements, effect_of, statement_at


@pytest.fixture(scope="module")
def stages() -> list[Any]:
    return [Parties(builtin_packs()), Statements(builtin_packs())]


def read(text: str, stages: list[Any]) -> Article:
    article = read_article(text)
    for stage in stages:
        stage(article)
    return article


def content_of(article: Article, statement: Statement) -> str:
    return " … ".join(article.text[part.start : part.end] for part in statement.content.parts)


def show(article: Article) -> list[tuple[str, str, str, str]]:
    return [(s.kind, s.source.text, s.cue.text if s.cue else "", content_of(article, s)) for s in article.statements]


DIRECT = [
    ('"The road is open," said Colonel Adu.', "Colonel Adu", "The road is open"),
    ('"The road is open," Colonel Adu said.', "Colonel Adu", "The road is open"),
    ('Colonel Adu said: "The road is open."', "Colonel Adu", "The road is open."),
    ('Colonel Adu said, "The road is open."', "Colonel Adu", "The road is open."),
    ("“The road is open,” Colonel Adu said on Friday.", "Colonel Adu", "The road is open"),
    ("‘The road is open,’ Colonel Adu said.", "Colonel Adu", "The road is open"),
    ("'The road is open,' Colonel Adu said.", "Colonel Adu", "The road is open"),
    ("«The road is open», said Colonel Adu.", "Colonel Adu", "The road is open"),
    ("„The road is open“, said Colonel Adu.", "Colonel Adu", "The road is open"),
    ("``The road is open,'' said Colonel Adu.", "Colonel Adu", "The road is open"),
    ('"The road is open," Colonel Adu said. "Nobody is stopped."', "Colonel Adu", "The road is open … Nobody is stopped."),
    ('"The road," Colonel Adu said, "is open."', "Colonel Adu", "The road … is open."),
    ('"Who broke it?" asked the envoy.', "the envoy", "Who broke it?"),
    ('"Never again!" the widow shouted.', "the widow", "Never again!"),
    ('"One thing is sure. We stay," said the mayor.', "the mayor", "One thing is sure. We stay"),
    (
        "“He told us, ‘Go home,’ and we went,” Ms Thapa said.",
        "Ms Thapa",
        "He told us, ‘Go home,’ and we went",
    ),
    ("“We began in May.\n\n“We end today,” the general said.", "the general", "We began in May. … We end today"),
    ("“War is over.”\n\n— President Ortega", "President Ortega", "War is over."),
    ("“War is over,” the president told parliament on Monday.", "the president", "War is over"),
    ("The bishop was plain: “No side has won.”", "The bishop", "No side has won."),
    ("In a letter, the rebels wrote: “We are ready to talk.”", "the rebels", "We are ready to talk."),
    ("“It is not a truce,” Mr Otieno added, “it is a pause.”", "Mr Otieno", "It is not a truce … it is a pause."),
    ("“It holds,” says Ana Costa, who leads the mission.", "Ana Costa", "It holds"),
    ("“It holds,” said the mission's head, Ana Costa.", "the mission's head, Ana Costa", "It holds"),
    ("“It holds,” Ana Costa, head of the mission, said.", "Ana Costa", "It holds"),
    ("“It holds,” replied the minister.", "the minister", "It holds"),
    ("“It holds,” he said to the crowd in Bossangoa.", "he", "It holds"),
]  # fmt: skip

DIRECT += [
    ("“The Taliban,” the envoy wrote in his memoir, “wanted recognition.”", "the envoy", "The Taliban … wanted recognition."),
    ("“How long will it last?”, wondered a shopkeeper in Tripoli.", "a shopkeeper in Tripoli", "How long will it last?"),
    ("“Let them stop first,” Ukraine's then foreign minister Pavlo Klimkin said.", "Ukraine's then foreign minister Pavlo Klimkin", "Let them stop first"),
    ("“We lost,” said Ana Costa, one of the last monitors. “Nobody came.”", "Ana Costa", "We lost … Nobody came."),
    ("“We lost,” the envoy was quoted as saying by Radio Okapi.", "the envoy", "We lost"),
    ("“Never again!” Ms Diaz said.", "Ms Diaz", "Never again!"),
    ("‘The war is over,’ a rebel negotiator, Comrade Sagar, said as he left.", "a rebel negotiator, Comrade Sagar", "The war is over"),
    ("Hezbollah: “hands on the trigger”", "Hezbollah", "hands on the trigger"),
    ("As one mediator put it: “They talk about talking.”", "one mediator", "They talk about talking."),
]  # fmt: skip

PARTIAL = [
    ("The day was “long and useful”, the office said.", "the office", "The day was “long and useful”"),
    ("The army said the raid was “a mistake”.", "The army", "the raid was “a mistake”"),
    ("The palace said it had “heard enough”.", "The palace", "it had “heard enough”"),
    ("Oslo said that both sides had “shown goodwill” in Havana.", "Oslo", "that both sides had “shown goodwill” in Havana"),
    ("M23 called for “a real dialogue” with Kinshasa.", "M23", "“a real dialogue” with Kinshasa"),
]  # fmt: skip

INDIRECT = [
    ("Kabul said that the prisoners had been freed.", "Kabul", "that the prisoners had been freed"),
    ("The army said the prisoners had been freed.", "The army", "the prisoners had been freed"),
    ("The prisoners had been freed, the army said.", "the army", "The prisoners had been freed"),
    ("The prisoners had been freed, said the army.", "the army", "The prisoners had been freed"),
    ("The prisoners, the army said, had been freed.", "the army", "The prisoners … had been freed"),
    ("The army said on Friday that the prisoners had been freed.", "The army", "that the prisoners had been freed"),
    ("The army said late on Friday the prisoners had been freed.", "The army", "the prisoners had been freed"),
    ("The army said in a statement that the prisoners had been freed.", "The army", "that the prisoners had been freed"),
    ("The army said two weeks ago that the prisoners had been freed.", "The army", "that the prisoners had been freed"),
    ("A spokesman told reporters that the prisoners had been freed.", "A spokesman", "that the prisoners had been freed"),
    ("A spokesman told AFP the prisoners had been freed.", "A spokesman", "the prisoners had been freed"),
    ("A spokesman told the Daily Post on Monday the prisoners had been freed.", "A spokesman", "the prisoners had been freed"),
    ("The prisoners had been freed, a spokesman told AFP.", "a spokesman", "The prisoners had been freed"),
    ("General Htay announced that the offensive was over.", "General Htay", "that the offensive was over"),
    ("General Htay confirmed on Sunday that the offensive was over.", "General Htay", "that the offensive was over"),
    ("General Htay insisted the offensive was over.", "General Htay", "the offensive was over"),
    ("General Htay has repeatedly said the offensive is over.", "General Htay", "the offensive is over"),
    ("General Htay went on to say that the offensive was over.", "General Htay", "that the offensive was over"),
    ("Manila denied arming the militia.", "Manila", "arming the militia"),
    ("Manila denied that it had armed the militia.", "Manila", "that it had armed the militia"),
    ("Juba accused the rebels of shelling the airport.", "Juba", "shelling the airport"),
    ("The rebels called for the release of their leader.", "The rebels", "the release of their leader"),
    ("The rebels demanded that the siege be lifted.", "The rebels", "that the siege be lifted"),
    ("The rebels have demanded the lifting of the siege.", "The rebels", "the lifting of the siege"),
    ("The council urged both sides to return to the table.", "The council", "both sides to return to the table"),
    ("The council called on Asmara to withdraw its troops.", "The council", "Asmara to withdraw its troops"),
    ("The council calls upon Asmara to withdraw its troops.", "The council", "Asmara to withdraw its troops"),
    ("Ankara proposed a meeting in Istanbul.", "Ankara", "a meeting in Istanbul"),
    ("Ankara has proposed that the sides meet in Istanbul.", "Ankara", "that the sides meet in Istanbul"),
    ("Colombo rejected talks with the rebels.", "Colombo", "talks with the rebels"),
    ("Colombo ruled out talks with the rebels.", "Colombo", "talks with the rebels"),
    ("Colombo vowed to crush the rebellion.", "Colombo", "to crush the rebellion"),
    ("Aid groups warned that 200,000 people were cut off.", "Aid groups", "that 200,000 people were cut off"),
    ("Aid groups warned of famine; the roads stayed shut.", "Aid groups", "of famine"),
    ("Diplomats believe the truce will hold.", "Diplomats", "the truce will hold"),
    ("Diplomats fear that the truce will fail.", "Diplomats", "that the truce will fail"),
    ("Kyiv wants a third round this month.", "Kyiv", "a third round this month"),
    ("The ministry put the number of dead at 412.", "The ministry", "the number of dead at 412"),
    ("The bishops condemned the bombing of the market.", "The bishops", "the bombing of the market"),
    ("Serb officials expressed hope for a ceasefire by Easter.", "Serb officials", "hope for a ceasefire by Easter"),
    ("Markets shrugged at the general's threat to shell the port.", "the general", "to shell the port"),
    ("Observers doubt Kigali's claim that no troops crossed.", "Kigali", "that no troops crossed"),
    ("We demand that the blockade be lifted.", "We", "that the blockade be lifted"),
    ("Smiling, the envoy left the hall, saying a deal was near.", "the envoy", "a deal was near"),
    ("The junta freed 30 students, adding that more would follow.", "The junta", "that more would follow"),
    ("The army said the town was quiet and accused the rebels of looting it.", "The army", "the town was quiet"),
    ("The army said the town was quiet and accused the rebels of looting it.", "The army", "looting it"),
    ("The army said the town was quiet, but the rebels said it was burning.", "The army", "the town was quiet"),
    ("The army said the town was quiet, but the rebels said it was burning.", "the rebels", "it was burning"),
    ("While Oslo urges the sides to meet, Manila wants a pause first.", "Oslo", "the sides to meet"),
    ("Ukraine: new prisoner swap being prepared", "Ukraine", "new prisoner swap being prepared"),
]  # fmt: skip

INDIRECT += [
    ("JUBA, 3 May (Wire) - The road is open, the army said.", "the army", "The road is open"),
    ("The truce will begin on Thursday, Saudi and U.S. mediators said in Jeddah.", "Saudi and U.S. mediators", "The truce will begin on Thursday"),
    ("• Nine articles are agreed, the ministry says.", "the ministry", "Nine articles are agreed"),
    ("Refugees whom I reached by phone near Shire said soldiers were looting.", "Refugees whom I reached by phone near Shire", "soldiers were looting"),
    ("General Ruto on Saturday ruled out talks with the rebels.", "General Ruto", "talks with the rebels"),
    ("Riyadh, it added, had offered to host.", "it", "Riyadh … had offered to host"),
    ("The Union demanded, in a communiqué from Addis Ababa, that the shelling stop.", "The Union", "that the shelling stop"),
    ("Oslo called for talks, sources said.", "Oslo", "talks"),
    ("Oslo called for talks, sources said.", "sources", "Oslo called for talks"),
    ("The bishop called the raid “a crime” and left.", "The bishop", "the raid “a crime”"),
    ("Colombo described the offer as a trap.", "Colombo", "the offer as a trap"),
    ("Witnesses spoke of bodies in the streets.", "Witnesses", "bodies in the streets"),
    ("Baku's position is that the corridor must open.", "Baku", "that the corridor must open"),
    ("As many mediators have said, trust takes years.", "many mediators", "trust takes years"),
    ("The army has said about 20 people have fled.", "The army", "about 20 people have fled"),
    ("The rebels announced on their website a truce of two months.", "The rebels", "a truce of two months"),
    ("It lost a case in which Juba argued that the border was closed.", "Juba", "that the border was closed"),
    ("Egypt's ministry called the raid “grave” and appealed for a truce.", "Egypt's ministry", "a truce"),
]  # fmt: skip

ACCORDING = [
    ("According to the police, nine people died.", "the police", "nine people died"),
    ("Nine people died, according to the police.", "the police", "Nine people died"),
    ("Nine people died on Sunday, according to a report by Amnesty International.", "a report by Amnesty International", "Nine people died on Sunday"),
    ("According to Maj. Gen. Saleh, nine people died.", "Maj. Gen. Saleh", "nine people died"),
    ("According to a statement posted by the army, nine people died.", "a statement posted by the army", "nine people died"),
    ("A campaign that, according to the ministry, has killed 900 people goes on.", "the ministry", "has killed 900 people goes on"),
    ("According to the doctors' union, which counts the dead, 411 people died.", "the doctors' union", "411 people died"),
    ("The truce “exists only on paper”, in the words of one diplomat.", "one diplomat", "The truce “exists only on paper”"),
    ("“We are done,” its chairman said, according to aides who stood by.", "its chairman", "We are done"),
    ("According to two people briefed on the talks, a text is ready.", "two people briefed on the talks", "a text is ready"),
]  # fmt: skip

SOURCES = [
    ("A Darfuri official with knowledge of the talks said they had stalled.", "A Darfuri official with knowledge of the talks", "they had stalled"),
    ("Two people briefed on the matter said the text was ready.", "Two people briefed on the matter", "the text was ready"),
    ("Gaza's health authorities said nine people died.", "Gaza's health authorities", "nine people died"),
    ("Minister Ali Osman, who led the delegation, said the text was ready.", "Minister Ali Osman", "the text was ready"),
    ("Ali Osman, a former minister, said the text was ready.", "Ali Osman", "the text was ready"),
    ("The army's spokesman, Ali Osman, said the text was ready.", "The army's spokesman, Ali Osman", "the text was ready"),
    ("Ali Osman, speaking in Doha, said the text was ready.", "Ali Osman", "the text was ready"),
    ("Ali Osman — the new envoy — said the text was ready.", "Ali Osman", "the text was ready"),
    ("The Free Papua Movement (OPM) said its men had left.", "The Free Papua Movement (OPM)", "its men had left"),
    ("The army and the police said the road was open.", "The army and the police", "the road was open"),
    ("Egypt, Qatar and the United States said the gap was small.", "Egypt, Qatar and the United States", "the gap was small"),
    ("The rains came and the army said the road was shut.", "the army", "the road was shut"),
    ("On Tuesday the army said the road was shut.", "the army", "the road was shut"),
    ("In Geneva the Red Cross said the road was shut.", "the Red Cross", "the road was shut"),
    ("But later the army said the road was shut.", "the army", "the road was shut"),
    ("A source close to the rebels said the road was shut.", "A source close to the rebels", "the road was shut"),
    ("The talks failed, according to a source close to the rebels, who said nobody would sign.", "who", "nobody would sign"),
    ("Officials who have seen the text said it was short.", "Officials who have seen the text", "it was short"),
    ("Dr. Amina J. Bello said the ward was full.", "Dr. Amina J. Bello", "the ward was full"),
]  # fmt: skip

NESTED = [
    ("Channel 9 quoted an official as saying that the truce was near.", "an official", "that the truce was near"),
    ("A rebel was quoted as saying the truce was dead.", "A rebel", "the truce was dead"),
    ("Reuters reported that the minister said the truce was dead.", "Reuters", "that the minister said the truce was dead"),
    ("Reuters reported that the minister said the truce was dead.", "the minister", "the truce was dead"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "content"), DIRECT)
def test_a_direct_quote_has_its_speaker(text: str, source: str, content: str, stages: list[Any]) -> None:
    article = read(text, stages)
    assert ("direct", source, content) in [(kind, who, what) for kind, who, _, what in show(article)], show(article)


@pytest.mark.parametrize(("text", "source", "content"), [*PARTIAL, *INDIRECT, *SOURCES, *NESTED])
def test_indirect_speech_has_its_source(text: str, source: str, content: str, stages: list[Any]) -> None:
    article = read(text, stages)
    assert ("indirect", source, content) in [(kind, who, what) for kind, who, _, what in show(article)], show(article)


@pytest.mark.parametrize(("text", "source", "content"), ACCORDING)
def test_according_to(text: str, source: str, content: str, stages: list[Any]) -> None:
    article = read(text, stages)
    assert (source, content) in [(who, what) for _, who, _, what in show(article)], show(article)


NO_STATEMENT = [
    "Kenya Urged to Host Talks",
    "The army freed nine men suspected of spying.",
    "Troops killed 2 suspected rebels near the port.",
    "The men told to leave the camp left.",
    "The “ceasefire” lasted an hour.",
    "He wrote a book, “The Long Truce”, in 2011.",
    "The group known as “the Lions” left the valley.",
    "The claims of both sides were checked.",
    "A third demand was dropped.",
    "The reports were burned.",
    "The files were sorted according to age.",
    "It's the rebels' road, and the villagers' cattle graze on it.",
    "Three men stand accused of murder.",
    "The meeting opened at noon: the delegates were late.",
    "This meeting underscores the role of Kenya.",
    "The agreement says that all prisoners go free.",
    "If the army says so, the road will open.",
    "The hostages believed to be alive number twelve.",
    "He declined to comment.",
    "Note: the map is not to scale.",
    "Location: Nairobi",
    "The proposed 60-day truce was signed.",
    "The United States has 50 members.",
    "The order to withdraw came at dawn.",
    "The mayor would not say who had sent them.",
    "They freed what the colonel called “our guests”.",
    "An official who asked not to be named left early.",
    "Kathmandu: a chronology.\n\nThe Maoists signed in May.\n\nGeneva: a second table.\n\nNobody came.",
    "Hopes that the truce would hold faded on Sunday.",
    "On its programme “The Long Truce,” Radio Okapi played songs.",
    "Additional reporting by Ana Costa.",
    "The accord is short. It says the rebels will disarm.",
    "The mission has received reports of 19 alleged violations.",
    "Nobody in Pretoria would say whether the troops will leave.",
    "Q: What was agreed?\nA: A truce of ten days.",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_STATEMENT)
def test_what_nobody_says(text: str, stages: list[Any]) -> None:
    assert show(read(text, stages)) == []


EFFECTS = [
    ("Juba said the town was quiet.", "says"),
    ("Juba claimed the town was quiet.", "claims"),
    ("Juba denied shelling the town.", "denies"),
    ("Juba demanded a truce.", "demands"),
    ("Juba pledged to free the prisoners.", "promises"),
    ("Juba warned that the truce could fail.", "warns"),
    ("Juba confirmed that the truce had begun.", "confirms"),
    ("Diplomats doubt that the truce will last.", "doubts"),
    ("Diplomats hope that the truce will last.", "hopes"),
    ("Juba proposed a truce.", "proposes"),
    ("Ms Thapa said she hopes the truce will last.", "hopes"),
    ("Juba accused the rebels of breaking the truce.", "accuses"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "effect"), EFFECTS)
def test_what_the_cue_does_to_its_content(text: str, effect: str, stages: list[Any]) -> None:
    assert [effect_of(statement) for statement in read(text, stages).statements] == [effect]


RESOLVED = [
    ("The monitors' report lists 64 breaches. It says most came at night.", "It", "The monitors' report"),
    ("President Ana Costa met the rebels. She said the talks had failed.", "She", "President Ana Costa"),
    ("“We lost,” said Ana Costa. “It is over,” she added.", "she", "Ana Costa"),
    ("Officials in Juba said the road was open. They added that it was safe.", "They", "Officials in Juba"),
    ("The talks failed, according to a source close to the rebels, who said nobody would sign.", "who", "a source close to the rebels"),
    ("“We lost,” said Ana Costa. “It is over,” Costa added.", "Costa", "Ana Costa"),
    ("According to its own account, the Union has 900 men. The army said it had fewer.", "its own account", "the Union"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "name"), RESOLVED)
def test_pronouns_and_short_forms_stand_for_a_name(text: str, source: str, name: str, stages: list[Any]) -> None:
    article = read(text, stages)
    found = [s.source for s in article.statements if s.source.text == source]
    assert [s.resolved for s in found] == [name]
    for one in found:
        if one.antecedent is not None:
            assert article.text[one.antecedent.start : one.antecedent.end] == name


NAMED = [
    ("The doctors' union said the road was open.", True),
    ("Its envoy, Ana Costa, said the road was open.", True),
    ("“It is open,” said one.", False),
    ("Ana Costa said the road was open.", True),
    ("The army said the road was open.", True),
    ("Two officials said the road was open.", False),
    ("A diplomat in Doha said the road was open.", False),
    ("Rebel spokesman Jean Bemba said the road was open.", True),
    ("A source close to the rebels said the road was open.", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "named"), NAMED)
def test_anonymous_sources_are_marked(text: str, named: bool, stages: list[Any]) -> None:
    assert [s.source.named for s in read(text, stages).statements] == [named]


PARTIES = [
    ("Ukraine said the swap had begun.", "ukraine"),
    ("Hamas officials said the swap had begun.", "hamas"),
    ("A senior Israeli official said the swap had begun.", "israel"),
    ("A source close to Hamas said the swap had begun.", None),
    ("Israel's Channel 9 television said the swap had begun.", None),
    ("Israel and Hamas said the swap had begun.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "party"), PARTIES)
def test_the_party_is_that_of_the_head(text: str, party: str | None, stages: list[Any]) -> None:
    assert [s.source.party for s in read(text, stages).statements] == [party]


def test_the_outlet_is_kept_in_the_chain(stages: list[Any]) -> None:
    statements = read("Channel 9 quoted an official as saying that the truce was near.", stages).statements
    assert [(s.source.text, s.source.via.text if s.source.via else None) for s in statements] == [
        ("an official", "Channel 9")
    ]


INTERVIEW = """Okello: Who broke the truce?

Akol: Nobody knows. Both sides fired.

They say that it was the other.

Okello: Will it hold?

Akol: I doubt it. The governor said the road was open.
"""


def test_an_answer_stands_for_who_is_interviewed(stages: list[Any]) -> None:
    text = "Prof. Ana Costa, who knows the valley, answers our questions.\n\nQ: Is the truce holding?\n\nA: By and large. Two men died.\n"
    found = [(s.source.text, s.source.resolved, s.content.text) for s in read(text, stages).statements]
    assert found == [("A", "Prof. Ana Costa", "By and large. Two men died.")]


def test_turns_have_their_speaker(stages: list[Any]) -> None:
    article = read(INTERVIEW, stages)
    turns = [(s.source.text, content_of(article, s)) for s in article.statements if s.rules == ["statement.turn"]]
    assert turns == [
        ("Okello", "Who broke the truce?"),
        ("Akol", "Nobody knows. Both sides fired. … They say that it was the other."),
        ("Okello", "Will it hold?"),
        ("Akol", "I doubt it. The governor said the road was open."),
    ]


@pytest.mark.parametrize(
    ("word", "source"),
    [("fired", "Akol"), ("open", "The governor"), ("hold", "Okello")],
)
def test_the_innermost_statement_holds_a_word(word: str, source: str, stages: list[Any]) -> None:
    article = read(INTERVIEW, stages)
    statement = statement_at(article, INTERVIEW.index(word))
    assert statement is not None
    assert statement.source.text == source


def test_a_wish_that_is_reported_is_the_reports(stages: list[Any]) -> None:
    text = "According to the police, Ankara has urged both sides to free their prisoners."
    statement = statement_at(read(text, stages), text.index("free"))
    assert statement is not None
    assert statement.source.text == "the police"


def test_what_the_article_says_has_no_statement(stages: list[Any]) -> None:
    text = "The army said the road was open. Nine trucks crossed the bridge."
    assert statement_at(read(text, stages), text.index("crossed")) is None


def test_an_open_quote_ends_with_its_paragraph(stages: list[Any]) -> None:
    text = 'Ana Costa said: "The war is over.\n\nThe army left the valley at noon.\n\nNobody came.'
    article = read(text, stages)
    assert [(s.source.text, content_of(article, s)) for s in article.statements] == [("Ana Costa", "The war is over.")]
    assert statement_at(article, text.index("left")) is None


def test_a_stray_mark_does_not_turn_the_quotes_after_it_inside_out(stages: list[Any]) -> None:
    text = 'The gun was 6" long.\n\n"We are ready," said Ana Costa. The army left.'
    article = read(text, stages)
    assert [(s.source.text, content_of(article, s)) for s in article.statements] == [("Ana Costa", "We are ready")]


def test_offsets_quote_the_text_and_ids_are_in_reading_order(stages: list[Any]) -> None:
    article = read(
        "“A truce holds,” said Ana Costa. The army said “nobody” had fired.\n\nKyiv denied it fired.", stages
    )
    assert [s.id for s in article.statements] == [f"s{n}" for n in range(1, len(article.statements) + 1)]
    assert len(article.statements) == 3
    for statement in article.statements:
        for span in (statement.source, statement.cue, statement.content):
            assert span is not None
            assert article.text[span.start : span.end] == span.text


WORDS = (
    'said says say told that " “ ” ‘ ’ , . : ; — - the army Kyiv he they who which according to as quoted saying accused of for urged be '
    "demand claims ' and if never on Friday in Geneva Q A ( ) ? wants fears hope called was by will 19 it its statement put the number deal we my"
).split()


def test_no_order_of_words_breaks_the_stage(stages: list[Any]) -> None:
    order = random.Random(7)
    for _ in range(500):
        text = " ".join(order.choice(WORDS) for _ in range(order.randint(1, 30)))
        article = read(text, stages)
        for statement in article.statements:
            assert text[statement.content.start : statement.content.end] == statement.content.text
            assert all(part.start < part.end for part in statement.content.parts), text
            found = statement_at(article, statement.content.parts[0].start)
            assert found is not None
