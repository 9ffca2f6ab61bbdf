"""Facts without a count, parts of a stated whole, caveats and credit, through the whole pipeline."""

from __future__ import annotations

import pytest

from extractor.model import Casualty, Document, TroopCount


def document(read, text: str) -> Document:
    made = read(text).document
    assert made is not None
    return made


def troops(read, text: str) -> list[TroopCount]:
    return [fact for fact in document(read, text).troop_counts if fact.count is None]


def casualties(read, text: str) -> list[Casualty]:
    return [fact for fact in document(read, text).casualties if fact.count is None]


# --------------------------------------------------------------------------------------------------------------- harm
def test_degree_of_a_named_army(read):
    (fact,) = casualties(read, "Analysts told of heavy losses among Danish troops near Aarhus.")
    assert (fact.kind, fact.degree, fact.victims, fact.country) == ("casualties", "heavy", ("danish-forces",), ("DNK",))


def test_losses_of_it_is_not_said_what_stay_losses(read):
    (fact,) = casualties(read, "The war brought significant losses for Denmark.")
    assert fact.kind == "losses"


def test_statements_of_one_people_are_one_fact(read):
    text = (
        "Danish troops suffered heavy casualties at the dam.\n\n"
        "On the second day, observers spoke of significant casualties among the Danish soldiers.\n"
    )
    (fact,) = casualties(read, text)
    assert [e.quote for e in fact.evidence] == [
        "heavy casualties",
        "significant casualties among the Danish soldiers",
    ]


def test_two_armies_stay_apart(read):
    text = "Danish troops suffered heavy casualties. Peruvian troops suffered heavy casualties."
    assert [fact.victims for fact in casualties(read, text)] == [("danish-forces",), ("peruvian-forces",)]


def test_what_is_counted_is_no_statement(read):
    assert casualties(read, "The rebels executed three prisoners.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The bank reported heavy losses in the third quarter.",
        "The party suffered heavy losses in the election.",
        "The storm caused heavy losses of cattle.",
        "The death toll may rise.",
        "The team executed its plan.",
        "Denmark's army fought bravely.",
    ],
)
def test_no_harm_without_words_for_it(read, text):
    assert casualties(read, text) == []


# -------------------------------------------------------------------------------------------------------------- moves
def test_bare_troops_are_those_of_the_sender(read):
    (fact,) = troops(read, "Danish forces are tired. Denmark is preparing to send more troops to Peru.")
    assert (fact.force, fact.country, fact.to) == (("danish-forces",), ("DNK",), ("peru",))
    assert (fact.action, fact.additional, fact.modality) == ("reinforce", True, "planned")


def test_a_pronoun_points_to_the_counted(read):
    text = "Denmark may send 700 additional troops to Peru. The additional troops have no ships yet; they have yet to arrive."
    found = [fact for fact in troops(read, text) if fact.action == "arrive"]
    assert [(fact.about, fact.negated) for fact in found] == [("t17", True)]


def test_taking_no_part(read):
    (fact,) = troops(read, "Danish soldiers have not participated in the operation.")
    assert (fact.action, fact.negated) == ("engage", True)


def test_none_seen_in_action_is_a_count_of_zero(read):
    (fact,) = document(read, "No Danish soldiers have been seen in combat.").troop_counts
    assert fact.count is not None
    assert (fact.count.low, fact.count.high, fact.action) == (0, 0, "engage")


@pytest.mark.parametrize(
    "text",
    [
        "Danish soldiers fought near the mill.",
        "The king urged Denmark to send troops.",
        "Would Denmark send troops?",
        "Denmark sent aid to the soldiers.",
        "The minister arrived with soldiers.",
        "They arrived on Monday.",
        "The soldiers crossed their arms.",
        "Denmark sent 300 soldiers to Peru.",
    ],
)
def test_no_movement_without_words_for_it(read, text):
    assert troops(read, text) == []


# -------------------------------------------------------------------------------------------------------------- wholes
@pytest.mark.parametrize(
    "end",
    [
        "sent to the northern coast have died.",
        "sent to the northern coast were killed.",
        "posted on that coast facing injury or death.",
    ],
)
def test_part_of_a_stated_whole(read, end):
    made = document(read, f"About 70 of the 200 Danish soldiers {end}")
    (part,) = made.casualties
    (whole,) = made.troop_counts
    assert part.count is not None
    assert part.of_total is not None
    assert (part.count.low, part.of_total.low, part.of_total.ref) == (70, 200, whole.id)


@pytest.mark.parametrize(
    ("text", "kind", "part", "whole"),
    [
        ("Two of the 17 divers were wounded in Lere.", "wounded", 2, 17),
        ("Four of the 60 fighters were captured near Kyabe.", "captured", 4, 60),
        ("A mine killed 5 of the 12 farmers on a truck.", "killed", 5, 12),
        ("Gunmen abducted 8 of the 31 nurses of the clinic.", "abducted", 8, 31),
    ],
)
def test_nothing_is_said_to_have_happened_to_the_whole_of_a_part(read, text, kind, part, whole):
    (fact,) = document(read, text).casualties
    assert fact.count is not None
    assert fact.of_total is not None
    assert (fact.kind, fact.count.low, fact.of_total.low, fact.of_total.high) == (kind, part, whole, whole)


def test_more_of_the_same_number_are_others(read):
    made = document(read, "A bomb killed 12 people in Birao on Monday. Twelve more died on Tuesday.")
    assert [fact.count.text for fact in made.casualties if fact.count] == ["12", "Twelve more"]
    made = document(read, "A bomb killed 12 people in Birao on Monday. The 12 people were killed on a ferry.")
    assert len(made.casualties) == 1


# ------------------------------------------------------------------------------------------------- caveats and credit
def test_caveat_covers_the_facts_before_it(read):
    made = document(read, "The army said 12 rebels were killed. The claim could not be independently verified.")
    (caveat,) = made.article.caveats
    assert (caveat.kind, caveat.quote, caveat.covers) == ("unverified", "could not be independently verified", ("c14",))


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("The army said 12 rebels died.\n\nThe claim could not be independently verified.", ["12"]),
        ("Rebels said 40 soldiers died. The army said 12 rebels died. The figure could not be verified.", ["12"]),
        ("Rebels said 40 soldiers died. The army said 12 rebels died. Reuters could not verify the claims.", ["40", "12"]),
        ("The war has killed 9,000. Rebels said 40 soldiers died. Neither claim could be verified.", ["40"]),
        ("The rebels claimed to have killed 40 soldiers, which could not be independently verified.", ["40"]),
        ("A raid killed 12 people. Unconfirmed reports spoke of 40 dead.", ["40"]),
        ("Reuters could not verify that 40 people died.", ["40"]),
        ("A raid killed 12 people. Reuters could not verify the identity of the 3 soldiers killed.", []),
        ("A raid killed 12 people.\n\nPrices rose. The report on prices could not be verified.", []),
    ],
)  # fmt: skip
def test_what_a_caveat_covers(read, text, covered):
    made = document(read, text)
    words = {fact.id: fact.count.text for fact in (*made.troop_counts, *made.casualties) if fact.count is not None}
    (caveat,) = made.article.caveats
    assert [words[fact_id] for fact_id in caveat.covers] == covered


@pytest.mark.parametrize(
    ("line", "quote", "source"),
    [
        ("Source: www.rfa.org", "www.rfa.org", "radio-free-asia"),
        ("Original Source: https://example.org/a/b", "https://example.org/a/b", None),
        ("Source: Reuters", "Reuters", "reuters"),
        ("The town was calm. (AFP)", "AFP", "agence-france-presse"),
    ],
)
def test_credit(read, line, quote, source):
    info = document(read, f"Twelve rebels were killed near the dam.\n\n{line}\n").article
    assert info.credit is not None
    assert (info.credit.quote, info.credit.source) == (quote, source)


def test_no_credit_without_a_medium(read):
    assert document(read, "Twelve rebels were killed.\n\nThe cause is open (so far)").article.credit is None


def test_the_counted_noun_alone_is_no_force_of_a_country(read):
    [sent] = read("Denmark sent 850 officers.").document.troop_counts
    assert (sent.unit, sent.force, sent.country) == ("officers", (), ("DNK",))
    [attack] = read("Some 40 gunmen attacked the bridge.").document.troop_counts
    assert attack.force == ("gunmen",)
