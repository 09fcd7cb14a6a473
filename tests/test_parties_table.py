"""Sentences of our own, each with every party mention that must be read from it, and no other.

`[[Asmara|eritrea]]` is a mention and its party, `[[...|hamas/abu-obeida]]` with the person, `-` stands for no party, and `@` at the end
for a name that only says where. A sentence without marks is a trap: it must yield nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

import pytest

from ceasefire_extract.article import read_article
from ceasefire_extract.rules.loading import builtin_packs
from ceasefire_extract.stages.parties.stage import Parties

TABLE = """
# names of states and groups
2024-03-01 [[Qatar|qatar]] and [[Egypt|egypt]] passed the offer on.
2024-03-01 [[South Sudan|south-sudan]] and [[Sudan|sudan]] reopened the crossing.
2002-03-01 The [[LTTE|ltte]] opened an office in Jaffna.
2002-03-01 The [[Liberation Tigers of Tamil Eelam|ltte]] kept their arms.
2016-09-30 The [[FARC|farc]] will hand over its arms to the [[UN|united-nations]].
2016-09-30 The [[Revolutionary Armed Forces of Colombia|farc]] signed.
2023-08-10 The [[ELN|eln]] freed a mayor.
1995-11-22 The [[Bosnian Serbs|bosnian-serbs]] rejected the map.
1998-10-20 The [[Kosovo Liberation Army|kosovo-liberation-army]] promised restraint.
1998-10-20 The [[KLA|kosovo-liberation-army]] promised restraint.
1994-09-01 The [[IRA|ira]] declared a truce, and [[Sinn Fein|sinn-fein]] hailed it in Belfast.
2005-08-16 The [[Free Aceh Movement|free-aceh-movement]] gave up its demand for independence.
2005-08-16 [[GAM|free-aceh-movement]] gave up its demand for independence.
2006-11-22 The [[Maoists|communist-party-of-nepal-maoist]] in [[Nepal|nepal@]] will join an interim cabinet.
2014-03-28 The [[Moro Islamic Liberation Front|milf]] welcomed the text.
2014-03-28 The [[MILF|milf]] and the [[MNLF|mnlf]] disagree.
2003-08-19 [[LURD|liberians-united-for-reconciliation-and-democracy]] and [[MODEL|movement-for-democracy-in-liberia]] lifted their siege.
1999-07-08 The [[RUF|revolutionary-united-front]] got four ministries.
1994-11-21 [[UNITA|unita]] signed in Lusaka.
1992-10-05 [[Renamo|renamo]] and [[Frelimo|frelimo]] agreed to disarm.
2008-01-24 The [[CNDP|national-congress-for-the-defence-of-the-people]] walked out in Goma.
2007-03-05 [[New Forces|new-forces]] troops stayed in Bouake.
2025-02-01 [[M23|m23]] said it would hold its fire.
2013-11-06 [[M23 rebels|m23]] laid down their arms.
2006-08-27 The [[Lord's Resistance Army|lords-resistance-army]] left its bases.
2015-06-21 The [[Coordination of Azawad Movements|azawad-cma]] signed late.
2022-08-09 The [[Front for Change and Concord in Chad|front-for-change-and-concord-in-chad]] stayed away.
2020-09-01 The [[Taliban|taliban]] sent negotiators.
2021-11-20 The [[Pakistani Taliban|ttp]] ended the truce.
2025-01-20 The [[MNDAA|mndaa]] withdrew from Lashio.
2025-07-29 [[Thailand|thailand]] accuses [[Cambodia|cambodia]] of shelling.
2020-11-10 [[Armenia|armenia]], [[Azerbaijan|azerbaijan]] and [[Russia|russia]] signed.
2024-11-28 [[Hezbollah|hezbollah]] and [[Israel|israel]] traded blame.
2024-11-28 [[Hizbullah|hezbollah]] denied it.
2018-12-14 [[Ansar Allah|houthis]] would leave the port.
2025-10-10 [[Islamic Jihad fighters|palestinian-islamic-jihad]] fired from Gaza.
1990-04-05 The [[FMLN|farabundo-marti-national-liberation-front]] met envoys in Geneva.
1996-12-29 The [[URNG|guatemalan-national-revolutionary-unity]] demobilised.
1997-06-27 The [[United Tajik Opposition|united-tajik-opposition]] returned home.
2001-08-13 The [[National Liberation Army|national-liberation-army]] near Skopje gave up its weapons.
2023-08-10 The [[National Liberation Army|eln]] freed a mayor in eastern [[Colombia|colombia@]].
2014-02-01 The [[SPLM-IO|splm-io]] kept Malakal.
2024-08-14 The [[RSF|rapid-support-forces]] sent a team from Darfur.
2022-11-03 The [[TPLF|tplf]] will disarm.
2025-05-12 The [[PKK|pkk]] dissolved itself.
2025-05-12 The [[Kurdistan Workers' Party|pkk]] dissolved itself.
1998-08-31 The [[Bougainville Revolutionary Army|bougainville-revolutionary-army]] laid down arms.
1999-09-13 [[Fretilin|fretilin]] asked for peacekeepers.
# institutions
2024-03-01 [[Egyptian mediators|egypt]] drafted a text.
2024-03-01 [[The Israeli government|israel]] met late.
2024-03-01 A [[senior Qatari official|qatar]] was hopeful.
2002-03-01 [[The Sri Lankan government|sri-lanka]] lifted the embargo.
2006-11-22 [[Nepal's army|nepal]] returned to barracks.
2024-03-01 [[Rwandan troops|rwanda]] crossed the hills.
2025-07-29 [[Thai|thailand]] and [[Cambodian commanders|cambodia]] spoke by phone.
2025-07-29 [[British|united-kingdom]], [[French|france]] and [[German ministers|germany]] flew in.
2024-03-01 [[Sudan's army|sudanese-armed-forces]] advanced.
2024-03-01 The [[Sudanese army|sudanese-armed-forces]] advanced.
2023-03-01 [[Myanmar's military|myanmar-military]] extended emergency rule.
2024-03-01 [[Lebanon's health ministry|lebanon]] gave no figure.
2024-03-01 [[Russia's Ministry of Defence|russia]] announced a pause.
2024-03-01 [[The Government of Yemen|yemen]] released a list.
2024-03-01 [[The Ministry of Foreign Affairs of Armenia|armenia]] protested.
2024-03-01 A [[Hamas spokesman|hamas]] denied it.
2024-03-01 [[ICRC representatives|icrc]] were present.
2024-03-01 [[UN peacekeepers|united-nations]] came under fire.
2024-03-01 [[Norwegian diplomats|norway]] carried messages.
2013-12-10 [[Ugandan forces|uganda]] guard the airport.
2024-03-01 An [[Algerian|algeria]]-brokered text is ready.
2024-03-01 A [[U.S.|united-states]]-backed plan is ready.
2024-03-01 A [[Beijing|china]]-brokered truce holds.
2024-03-01 The [[US|united-states]]-[[Iranian|iran]] talks moved.
# seats
2016-03-01 [[Asmara|eritrea]] said it knew nothing.
2016-03-01 [[Belgrade|serbia]] has never recognised the vote.
2016-03-01 Talks between [[Delhi|india]] and [[Islamabad|pakistan]] broke off.
2016-03-01 The rebels want talks with [[Manila|philippines]].
2016-03-01 Envoys urged [[Juba|south-sudan]] to free them.
2016-03-01 The accord was brokered by [[Washington|united-states]].
2016-03-01 The [[Kremlin|russia]] confirmed the call.
2016-03-01 [[Downing Street|united-kingdom]] welcomed it.
2016-03-01 The [[White House|united-states]] would not comment.
2016-03-01 [[Kinshasa|dr-congo]] insists that they leave.
2016-03-01 [[Kigali|rwanda]] denies any role.
2016-03-01 [[Sanaa|houthis]] rejected the offer.
2010-03-01 [[Sanaa|yemen]] rejected the offer.
2023-03-01 [[Kabul|taliban]] rejected the offer.
1998-03-01 [[Kabul|afghanistan]] rejected the offer.
1985-03-01 [[Moscow|soviet-union]] rejected the offer.
2005-03-01 [[Moscow|russia]] rejected the offer.
1999-03-01 [[Belgrade|yugoslavia]] rejected the offer.
2008-03-01 [[Belgrade|serbia]] rejected the offer.
2015-03-01 [[Kabul|afghan-republic]] rejected the offer.
2016-03-01 [[Jakarta|indonesia]] and [[Dili|timor-leste]] agreed on the border.
2016-03-01 [[Colombo|sri-lanka]]'s offer fell short.
# people
2025-02-04 [[Israeli Prime Minister Benjamin Netanyahu|israel/benjamin-netanyahu]] flew out.
2025-02-04 [[Netanyahu|israel/benjamin-netanyahu]] flew out.
2024-05-31 [[Donald Trump|-/donald-trump]] spoke at a rally.
2025-05-31 [[Donald Trump|united-states/donald-trump]] spoke at a rally.
1995-11-22 [[Slobodan Milosevic|serbia/slobodan-milosevic]] initialled the map.
1995-11-22 [[Mr Tudjman|croatia/franjo-tudjman]] and [[Mr Izetbegovic|bosnia-and-herzegovina/alija-izetbegovic]] shook hands.
1998-04-10 [[David Trimble|ulster-unionist-party/david-trimble]] and [[Gerry Adams|sinn-fein/gerry-adams]] had not met.
2002-02-25 [[Prime Minister Ranil Wickremesinghe|sri-lanka/ranil-wickremesinghe]] signed first.
2002-02-25 [[LTTE leader Velupillai Prabhakaran|ltte/velupillai-prabhakaran]] signed next.
2006-05-01 [[Erik Solheim|norway/erik-solheim]] met both.
2016-09-26 [[President Juan Manuel Santos|colombia/juan-manuel-santos]] wept.
2016-09-26 [[FARC leader Rodrigo Londoño|farc/timochenko]] apologised.
1993-10-05 [[Jonas Savimbi|unita/jonas-savimbi]] stayed in Huambo.
2008-02-28 [[Kofi Annan|-/kofi-annan]] mediated.
2003-08-12 [[Charles Taylor|-/charles-taylor]] boarded the plane.
2003-08-01 [[President Charles Taylor|liberia/charles-taylor]] said he would go.
1996-08-31 [[Alexander Lebed|russia/alexander-lebed]] and [[Aslan Maskhadov|chechen-rebels/aslan-maskhadov]] signed.
2005-08-15 [[Hamid Awaludin|indonesia/hamid-awaluddin]] signed on Monday.
2024-01-09 [[FDLR spokesman Placide Mugenzi|fdlr/placide-mugenzi]] denied it.
2024-01-09 [[Petra Lindqvist|norway/petra-lindqvist]], [[the Norwegian envoy|norway]], shuttled.
2024-01-09 [[Amina Okello|-/amina-okello]], an analyst in Nairobi, sees little hope.
2024-01-09 The historian [[Karel Dvorak|-/karel-dvorak]] disagrees.
2024-01-09 [[Mohamed Hamdan Dagalo|rapid-support-forces/hemedti]] agreed.
2024-01-09 [[Hemedti|rapid-support-forces/hemedti]] agreed.
2024-01-09 [[Muhammad Hamdan Daglo|rapid-support-forces/hemedti]] agreed.
2024-01-09 [[Vladimir Putin|russia/vladimir-putin]] called it a first step.
2014-09-06 [[Petro Poroshenko|ukraine/petro-poroshenko]] called [[Angela Merkel|germany/angela-merkel]].
2024-01-09 [[Israel Katz|israel/israel-katz]] took over.
2011-09-01 [[Mustafa Abdel Jalil|national-transitional-council-libya/mustafa-abdel-jalil]] spoke in Benghazi.
2025-08-08 [[Azerbaijani President Ilham Aliyev|azerbaijan/ilham-aliyev]] thanked them.
1991-10-23 [[Prince Sihanouk|cambodia/norodom-sihanouk]] returned home.
# unlisted, acronyms, surnames
2024-01-09 The [[Karuli Liberation Front|karuli-liberation-front]] laid down its arms.
2024-01-09 The [[Karuli Liberation Front|karuli-liberation-front]] ([[KLF|karuli-liberation-front]]) signed, and the [[KLF|karuli-liberation-front]] will disarm.
2024-01-09 The [[Movement for the Restoration of Barotse|movement-for-the-restoration-of-barotse]] signed.
2024-01-09 The [[Sudan Nurses Network|sudan-nurses-network]] counted them.
2024-01-09 [[FDLR spokesman Placide Mugenzi|fdlr/placide-mugenzi]] denied it. [[Mugenzi|fdlr/placide-mugenzi]] blamed others.
2024-01-09 [[Rebel leader Jean Example|-/jean-example]] stayed away.
# places
2024-01-09 Shells fell in southern [[Lebanon|lebanon@]].
2024-01-09 Thousands fled to [[Uganda|uganda@]].
2024-01-09 They crossed into [[Ethiopia|ethiopia@]] on foot.
2024-01-09 Talks resumed in Jeddah, [[Saudi Arabia|saudi-arabia@]].
2024-01-09 Fighting spread across eastern [[Ukraine|ukraine@]].
# traps: places
2024-01-09 The two sides met in Cairo on Monday.
2024-01-09 A convoy from Khartoum reached the camp.
2024-01-09 Sarajevo was shelled again overnight.
2024-01-09 The road between Khartoum and Omdurman is open.
2024-01-09 Residents of Goma hid in cellars.
2024-01-09 They signed it at the White House.
2024-01-09 Protesters gathered outside Downing Street.
2024-01-09 Fishermen on Lake Chad saw boats.
2024-01-09 Oil from the Niger Delta stopped.
2024-01-09 Farmers in the Jordan Valley lost crops.
2024-01-09 The Indian Ocean was calm.
2024-01-09 Washington state has rain.
2024-01-09 The street in Tripoli was empty.
2024-01-09 A hospital near Sanaa was hit.
2024-01-09 A market in Port Sudan reopened.
2024-01-09 Khartoum's airport stayed shut.
2024-01-09 Snow fell on Kyiv.
2024-01-09 Gaza is hungry.
2024-01-09 He was born in New Mexico.
2024-01-09 The Jordan River dried up.
# traps: people
2024-01-09 Michael Jordan scored twice.
2024-01-09 Denzel Washington starred in it.
2024-01-09 Jordan Peterson sold books.
2024-01-09 George Washington crossed the Delaware.
2024-01-09 The statue of George Washington fell.
# traps: newspapers, agreements, organisations
2024-01-09 The Washington Post saw the letter.
2024-01-09 The Kyiv Independent saw the letter.
2024-01-09 The Jerusalem Post saw the letter.
2024-01-09 The Moscow Times saw the letter.
2024-01-09 The Doha Agreement says otherwise.
2024-01-09 The Minsk agreements say otherwise.
2024-01-09 The Oslo Accords say otherwise.
2024-01-09 The Juba Peace Agreement says otherwise.
2024-01-09 The Geneva Conventions say otherwise.
2024-01-09 The Camp David Accords say otherwise.
2024-01-09 The Astana process went on.
2024-01-09 Qatar Airways resumed flights.
2024-01-09 A Georgia Tech student won.
# traps: common words and people of a nation
2024-01-09 He told us to wait.
2024-01-09 They ate turkey and rice.
2024-01-09 Who said it is not known.
2024-01-09 The china was broken.
2024-01-09 It is a car of the army's.
2024-01-09 The march went on for hours.
2024-01-09 Israeli hostages came home.
2024-01-09 Palestinian prisoners came home.
2024-01-09 Palestinians queued for bread.
2024-01-09 Syrian refugees queued for bread.
2024-01-09 Two Ukrainian soldiers were killed.
2024-01-09 The bodies of 20 Cambodian soldiers came home.
2024-01-09 Ethiopian farmers lost their crops.
2024-01-09 Iranian-made drones were shown.
2024-01-09 Croatian and Bosnian refugees went home.
2024-01-09 A Lebanese restaurant burned down.
2024-01-09 The Turkish lira fell.
2024-01-09 The French resort was full.
2024-01-09 Latin American music played.
2024-01-09 A Native American tribe sued.
2024-01-09 Armed men took the bridge.
2024-01-09 Both sides want calm.
2024-01-09 The group met at dawn.
2024-01-09 The council met at the front.
2024-01-09 The group will serve as a model for others.
2024-01-09 Mind the gap, he said.
2024-01-09 Let us hope so.
2024-01-09 The fact is that it failed.
2024-01-09 They will mend the road.
2024-01-09 A peace conference will follow.
2024-01-09 On Monday the ceasefire held.
2024-01-09 The Security fence was cut.
2024-01-09 The pope's visit was short.
2021-12-01 The store was closed.
2021-12-01 Store shelves were empty.
2021-12-01 The National Assembly voted.
2019-05-01 The [[Transitional Military Council|transitional-military-council]] met.
2024-03-03 Mohammed Saleh lost his home.
2021-12-01 Hijab rules changed in schools.
2024-01-09 Iqbal Park was full.
2024-01-09 Voters across Latin America watched.
2024-01-09 Clinton County voted early.
2024-01-09 Prices rose by 3% (USD).
# a state's bodies, and the Council that is nobody's but the UN's
1996-08-30 [[Alexei Orlov|russia/alexei-orlov]], secretary of [[the Russian Security Council|russia]], flew to the front.
2025-06-20 [[Iran's Supreme National Security Council|iran]] met at dawn.
1999-06-10 The [[Security Council|un-security-council]] voted at dawn.
2012-05-03 The [[Peace and Security Council|african-union]] of the [[African Union|african-union]] met in Addis Ababa.
# seats that decide
2012-04-20 [[Khartoum|sudan]] bombed the oil town again.
2005-11-29 [[Asmara|eritrea]] voiced optimism about the talks.
2022-09-01 Teams representing [[Addis Ababa|ethiopia]] and [[Mekelle|tplf]] met in Pretoria.
1995-10-05 [[Pale|bosnian-serbs]] rejected the map.
2024-03-01 The Cairo talks went on in Cairo.
# people: family names first, incumbents, rebels' titles, owners by apposition
2018-09-19 [[Kim Jong Un|north-korea/kim-jong-un]] signed. [[Kim|north-korea/kim-jong-un]] smiled.
2003-08-20 [[Liberia|liberia]] waited. [[President Taylor|liberia/charles-taylor]] left.
2013-11-06 The [[M23|m23]] is beaten. [[Rebel commander Joseph Mateso|m23/joseph-mateso]] fled.
2012-05-03 [[Ayen Deng|south-sudan/ayen-deng]], [[South Sudan's information minister|south-sudan]], denied it.
2025-07-02 [[Kenya's foreign minister|kenya]] met [[President Ostrov|-/ostrov]] in secret.
2025-07-02 [[Dr. Adam|-/adam]] treated the wounded.
# namesakes: given names, American towns
2024-05-15 Jordan Weller and Israel Ramos sang in the old square.
2024-05-15 Police in Lebanon, Pennsylvania, and Peru, Indiana, closed the roads.
2024-05-15 [[Jordan|jordan]] and [[Israel|israel]] reopened the bridge.
# what is joined to a place is a place
2024-05-15 Fighting raged in [[Mali|mali@]], [[Niger|niger@]] and [[Burkina Faso|burkina-faso@]].
2024-05-15 After the clashes in Goma, [[Rwanda|rwanda]] and [[Uganda|uganda]] sent a mediator.
2024-05-15 Talks in [[Sudan|sudan@]] and [[Chad|chad@]] stalled.
# bodies of two sides, offices and headings are no parties
2025-10-26 The Joint Border Commission met on Monday.
2006-09-28 The Special Representative for Civil Administration met both sides.
# missions by their full names
1999-07-12 The [[United Nations Interim Administration Mission in Kosovo|unmik]] opened a court.
2013-03-28 The [[United Nations Disengagement Observer Force|undof]] pulled back.
# pairs with a noun of their own
1998-06-20 The [[US|united-states]]-[[Rwandan|rwanda]] plan was turned down.
"""
_MARK = re.compile(r"\[\[(.*?)\|(.*?)\]\]")


class Case(NamedTuple):
    published: dt.date
    text: str
    expected: list[tuple[str, str]]


def cases() -> list[Case]:
    out = []
    for line in TABLE.splitlines():
        if line and not line.startswith("#") and not line.endswith("| skip"):
            day, _, marked = line.partition(" ")
            out.append(Case(dt.date.fromisoformat(day), _MARK.sub(r"\1", marked), _MARK.findall(marked)))
    return out


@pytest.fixture(scope="module")
def parties() -> Parties:
    return Parties(builtin_packs())


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.text[:60])
def test_sentence(parties: Parties, case: Case) -> None:
    article = read_article(case.text, case.published)
    parties(article)
    found = []
    for one in article.parties:
        mention = one.mention
        value = mention.party or "-"
        if mention.person:
            value += "/" + mention.person
        if mention.use == "place":
            value += "@"
        found.append((mention.text, value))
        assert case.text[mention.start : mention.end] == mention.text
    assert found == case.expected


def test_the_table_is_as_large_as_it_says() -> None:
    everything = cases()
    assert len(everything) >= 150
    assert sum(not case.expected for case in everything) >= 60
