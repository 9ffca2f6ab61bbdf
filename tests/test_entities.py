"""Entities: what is one thing, what points back to whom, and what must hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import entities
from extractor.entities import Entities
from extractor.model import Cue, Name, Offsets
from extractor.patterns import actors, places
from extractor.pipeline import paragraphs_of


def names_of(text: str) -> list[Name]:
    paragraphs = paragraphs_of(text)
    context = places.context(paragraphs)
    found: list[Name] = []
    for paragraph in paragraphs:
        here = places.find(paragraph, context)
        found += [*here, *actors.find(paragraph, here)]
    return found


def at(text: str, phrase: str, nth: int = 0) -> Offsets:
    start = -1
    for _ in range(nth + 1):
        start = text.index(phrase, start + 1)
    return start, start + len(phrase)


def said(source: Offsets, content: Offsets = (0, 0)) -> Cue:
    return Cue(
        span=source, paragraph=0, tokens=(0, 0), rule="test", sources=(source,), content=(content,), stance="states",
        type="indirect",
    )  # fmt: skip


def read(text: str, *sources: str | tuple[str, int]) -> tuple[Entities, list[tuple[str, ...]]]:
    spans = [at(text, s) if isinstance(s, str) else at(text, *s) for s in sources]
    cues = [said(span) for span in spans]
    found = entities.resolve(text, names_of(text), cues, actors.adjectives())
    return found, [found.of(span) for span in spans]


def test_full_name_and_surname_are_one_person() -> None:
    text = "Holm was late. Danish Defence Minister Karla Holm said so. Holm left."
    found, ids = read(text, "Danish Defence Minister Karla Holm", ("Holm", 2))
    assert ids == [("karla-holm",), ("karla-holm",)]
    person = found.get("karla-holm")
    assert person is not None
    assert (person.type, person.role) == ("person", "Defence Minister")
    assert (person.country, person.sector) == ("DNK", "government")
    assert person.mentions == {"Holm": ((0, 4), at(text, "Holm", 2)), "Karla Holm": (at(text, "Karla Holm"),)}
    assert (person.name, person.aliases) == ("Karla Holm", ("Holm",))


def test_two_persons_with_one_surname_stay_two() -> None:
    text = "Karla Holm spoke to General Peter Holm. General Holm nodded."
    found, _ = read(text)
    assert {e.id for e in found.entities if e.type == "person"} == {"karla-holm", "peter-holm"}


def test_he_and_she_follow_who_spoke() -> None:
    text = "General Peter Holm said it rained. A shell hit Ivan Petrov. He said it was cold."
    _, ids = read(text, "General Peter Holm", "He")
    assert ids[1] == ("peter-holm",)


def test_she_is_no_spokesman() -> None:
    text = "Spokeswoman Ana Pereira said it rained. Spokesman Ivan Petrov agreed. She said it was cold."
    _, ids = read(text, "Spokeswoman Ana Pereira", "She")
    assert ids[1] == ("ana-pereira",)


def test_the_minister_is_the_person_with_that_role() -> None:
    text = "Interior Minister Ana Pereira spoke. General Ivan Petrov listened. The minister said it was over."
    _, ids = read(text, "The minister")
    assert ids == [("ana-pereira",)]


def test_acronym_in_parentheses() -> None:
    text = "The Northern Valley Liberation Front (NVLF) attacked. An NVLF patrol fled. The NVLF denied it."
    found, ids = read(text, ("The NVLF", 0))
    assert ids == [("northern-valley-liberation-front",)]
    entity = found.get("northern-valley-liberation-front")
    assert entity is not None
    assert len(entity.mentions["NVLF"]) == 3


def test_acronym_that_does_not_fit_is_no_alias() -> None:
    text = "The Northern Valley Liberation Front (KIA) attacked. KIA numbers rose."
    found, _ = read(text)
    entity = found.get("northern-valley-liberation-front")
    assert entity is not None
    assert "KIA" not in entity.mentions


def test_country_mentions_and_demonyms() -> None:
    text = "Peru waited. Peruvian troops left. Peru’s army stayed."
    found, _ = read(text)
    peru = found.get("peru")
    assert peru is not None
    assert set(peru.mentions) == {"Peru"}
    assert set(peru.demonyms) == {"Peruvian"}
    force = found.get("peruvian-forces")
    assert force is not None
    assert set(force.mentions) == {"Peruvian troops", "Peru’s army"}


def test_these_troops_are_those_named_last() -> None:
    text = "Danish troops met Peruvian troops. These troops were tired."
    found, _ = read(text)
    force = found.get("peruvian-forces")
    assert force is not None
    assert "These troops" in force.mentions


def test_spellings_of_a_ministry_meet() -> None:
    text = "Peru’s Ministry of Defence was silent. The Peruvian defense ministry said nothing."
    _, ids = read(text, "The Peruvian defense ministry")
    found, _ = read(text)
    assert len([e for e in found.entities if e.type == "organization"]) == 1
    assert ids == [("peruvian-ministry-of-defence",)]


@pytest.mark.parametrize("front", ["Scottish", "Belgrade"])
def test_a_government_of_no_country_keeps_its_own_name(front: str) -> None:
    _, ids = read(f"The {front} government said it was safe.", f"The {front} government")
    assert ids == [(f"{front.lower()}-government",)]


def test_the_government_is_that_of_the_country_named_last() -> None:
    text = "Peru closed the border. The government said it was safe."
    _, ids = read(text, "The government")
    assert ids == [("peruvian-government",)]


def test_coordinated_sources_are_several() -> None:
    text = "Neither Peru nor Chile has said so."
    _, ids = read(text, "Peru nor Chile")
    assert ids == [("peru", "chile")]


@pytest.mark.parametrize(
    ("text", "source", "want"),
    [
        ("Reports said it burned.", "Reports", ("unnamed",)),
        ("Data from Peru show it.", "Data from Peru", ("peru",)),
        ("Reports of Peruvian losses grew.", "Reports of Peruvian losses", ("unnamed",)),
        ("They said it burned.", "They", ("unnamed",)),
        ("The aid group Norwegian Refugee Council said so.", "The aid group Norwegian Refugee Council",
         ("norwegian-refugee-council",)),
        ("The Oslo-based Norwegian Refugee Council said so.", "The Oslo-based Norwegian Refugee Council",
         ("norwegian-refugee-council",)),
    ],
)  # fmt: skip
def test_source_phrases(text: str, source: str, want: tuple[str, ...]) -> None:
    _, ids = read(text, source)
    assert ids == [want]


def test_unnamed_is_no_entity_and_analyses_are_analysis() -> None:
    text = "Analyses say it burned. Reports say it did not."
    found, ids = read(text, "Analyses", "Reports")
    assert ids == [("unnamed",), ("unnamed",)]
    assert found.entities == ()
    assert found.source_kind(ids[0], at(text, "Analyses")) == "analysis"
    assert found.source_kind(ids[1], at(text, "Reports")) == "unknown"
    assert not found.named(ids[0])


def test_every_source_gets_an_entity() -> None:
    text = "The beekeepers of the valley said it burned."
    found, ids = read(text, "The beekeepers of the valley")
    entity = found.get(ids[0][0])
    assert entity is not None
    assert (entity.type, entity.named) == ("group", False)


def test_an_official_without_a_name_gets_it_later() -> None:
    text = "Peru’s defence minister says it is over. Karla Holm told reporters it had rained."
    _, ids = read(text, "Peru’s defence minister", "Karla Holm")
    assert ids == [("karla-holm",), ("karla-holm",)]


def test_i_is_who_is_quoted() -> None:
    text = "“I saw smoke,” said Karla Holm, a farmer."
    names = names_of(text)
    source = at(text, "Karla Holm")
    found = entities.resolve(text, names, [said(source, at(text, "“I saw smoke,”"))])
    person = found.get("karla-holm")
    assert person is not None
    assert person.pronouns == {"I": (at(text, "I"),)}


def test_listed_leaves_out_unnamed_people_nobody_uses() -> None:
    text = "Peruvian officials met farmers."
    found, _ = read(text)
    assert {e.id for e in found.listed(())} == {"peru"}
    assert {e.id for e in found.listed({"peruvian-officials"})} == {"peru", "peruvian-officials"}


def test_name_in_another_script_gets_an_id() -> None:
    text = "Іван Франко said it burned."
    found = entities.resolve(text, (), [said(at(text, "Іван Франко"))])
    assert [e.name for e in found.entities] == ["Іван Франко"]
    assert found.of(at(text, "Іван Франко")) == (found.entities[0].id,)


def test_ten_thousand_entities_stay_linear_in_work() -> None:
    def names(size: int) -> tuple[str, list[Name]]:
        parts, made, offset = [], [], 0
        for n in range(size):
            word = f"Peter Holm{n}x"
            made.append(
                Name(
                    span=(offset, offset + len(word)), paragraph=0, tokens=(n, n + 1), rule="actors.person.name",
                    type="person", surface="name",
                )
            )  # fmt: skip
            parts.append(word)
            offset += len(word) + 1
        return " ".join(parts), made

    text, made = names(10_000)
    found = entities.resolve(text, made)
    assert len(found.entities) == 10_000
    assert len({e.id for e in found.entities}) == 10_000
    assert found.of((0, len("Peter Holm0x"))) == ("peter-holm0x",)


PIECES = st.sampled_from(
    ["Peru", "Peruvian troops", "the army", "He", "they", "Karla Holm", "Holm", "General Holm", "Hamas", "the group",
     "officials", "said", "and", "(NVLF)", ".", ",", "“", "”", "I", "reports", "\n\n", "Kyiv", "UN", "of", "from"]
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=25), st.data())
def test_any_text(pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces)
    names = names_of(text)
    spans = [n.span for n in names] or [(0, 0)]
    cues = [said(data.draw(st.sampled_from(spans))) for _ in range(min(len(names), 3))]
    first = entities.resolve(text, names, cues)
    assert first.entities == entities.resolve(text, list(reversed(names)), cues).entities
    ids = {entity.id for entity in first.entities}
    assert len(ids) == len(first.entities)
    for entity in first.entities:
        for table in (entity.mentions, entity.demonyms, entity.pronouns):
            for surface, places_ in table.items():
                assert all(text[start:end] == surface for start, end in places_)
    for cue in cues:
        source = first.of(cue.sources[0])
        assert source
        assert set(source) <= ids | {"unnamed"}


def test_a_given_name_tells_she_from_he() -> None:
    text = "Elena Holm said it rained. Peter Berg said it was cold. She said so again."
    _, ids = read(text, "Elena Holm", "Peter Berg", "She")
    assert ids[2] == ("elena-holm",)


def test_a_body_and_the_name_beside_it_are_one() -> None:
    text = "Envoys met the United Nations peacekeeping mission, MINUSMA. They met Chadian police, Interpol and others."
    found, _ = read(text)
    mission = next(e for e in found.entities if "MINUSMA" in e.mentions)
    assert "United Nations peacekeeping mission" in mission.mentions
    assert {"Interpol"} in [set(e.mentions) for e in found.entities]


def test_where_a_source_is_does_not_speak() -> None:
    text = "Shells fell on Gulu. A unit dug in near the area said so. The residents of Gulu agreed."
    _, ids = read(text, "A unit dug in near the area", "The residents of Gulu")
    assert ("gulu",) not in ids


def test_the_army_is_not_the_foreign_soldiers_named_before() -> None:
    text = "Some Danish soldiers guard the gate. The army said so. The troops agreed."
    _, ids = read(text, "The army", "The troops")
    assert ids == [("army",), ("danish-forces",)]
    text = "The Danish army guards the gate. The army said so."
    assert read(text, "The army")[1] == [("danish-forces",)]
