"""Who said it: what the YAML's examples can't say, over paragraphs, nesting, broken input."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractor.model import Cue, Offsets
from extractor.patterns import attributions, quotations
from extractor.pipeline import paragraphs_of


def cues_of(text: str) -> tuple[Cue, ...]:
    paragraphs = paragraphs_of(text)
    return attributions.find(paragraphs, quotations.find(paragraphs))


def shown(text: str, cue: Cue) -> dict[str, Any]:
    def words(spans: tuple[Offsets, ...]) -> list[str]:
        return [text[slice(*span)] for span in spans]

    return {
        "source": words(cue.sources),
        "owner": words(cue.owner),
        "cue": text[slice(*cue.span)],
        "content": words(cue.content),
        "via": text[slice(*cue.via)] if cue.via else None,
        "stance": cue.stance,
        "negated": cue.negated,
        "type": cue.type,
        "within": cue.within,
    }


def found(text: str) -> list[dict[str, Any]]:
    return [shown(text, cue) for cue in cues_of(text)]


def the_only(text: str) -> dict[str, Any]:
    every = found(text)
    assert len(every) == 1, every
    return every[0]


# ---------------------------------------------------------------------------------------------------- across sentences
def test_a_quotation_goes_on_in_the_next_paragraph_when_it_was_left_open():
    one = the_only("“The mill is gone,” the miller said. “They burned it.\n\n“Nobody can work.”")
    assert one["content"] == ["“The mill is gone,”", "“They burned it.", "“Nobody can work.”"]


def test_a_quotation_of_its_own_paragraph_has_no_speaker():
    assert not found("The miller came at noon.\n\n“The mill is gone.”")


def test_a_paragraph_that_is_one_quotation_keeps_who_spoke_last():
    one = the_only("“The mill is gone,” the miller said.\n\n“Nobody can work here now.”")
    assert one["content"] == ["“The mill is gone,”", "“Nobody can work here now.”"]


def test_indirect_speech_leads_in_a_paragraph_that_is_one_quotation():
    one = the_only("The miller said the roof had burned.\n\n“Nobody can work here now.”")
    assert one["content"] == ["the roof had burned", "“Nobody can work here now.”"]


def test_a_paragraph_with_other_words_beside_its_quotation_does_not():
    one = the_only("“The mill is gone,” the miller said.\n\nA sign hung there: “Nobody can work here now.”")
    assert one["content"] == ["“The mill is gone,”"]


def test_a_colon_at_the_end_of_a_paragraph_announces_the_next_one():
    one = the_only("The miller added:\n\n“Nobody can work here now.” The road is closed.")
    assert one["content"] == ["“Nobody can work here now.”"]


def test_two_quotations_joined_by_and_have_one_speaker():
    one = the_only("The miller told the crowd, “The mill is gone,” and, “Who will pay us now?”")
    assert one["content"] == ["“The mill is gone,”", "“Who will pay us now?”"]


def test_labels_are_turns_where_somebody_speaks_twice():
    text = "The Clerk: The vote is open.\n\nLord Hale (CB): I have no paper.\n\nThe Clerk: He has one now."
    assert [one["source"] for one in found(text)] == [["The Clerk"], ["Lord Hale"], ["The Clerk"]]


@pytest.mark.parametrize(
    "text",
    ["CHOLERA: The clinic has 40 beds left.", "MULTAN: The bus fell into the river.\n\nThe driver fled."],
)
def test_a_label_that_stands_once_speaks_for_nobody(text: str):
    assert not found("A page of notes from the field\n\n" + text)


def test_each_paragraph_with_its_own_cue_keeps_it():
    first, second = found("“The mill is gone,” the miller said.\n\n“They burned it,” his wife added.")
    assert (first["source"], first["content"]) == (["the miller"], ["“The mill is gone,”"])
    assert (second["source"], second["content"]) == (["his wife"], ["“They burned it,”"])


def test_a_sentence_without_a_cue_is_the_authors_voice():
    one = the_only("The miller said the mill was gone. Two men died in it.")
    assert one["content"] == ["the mill was gone"]


# ----------------------------------------------------------------------------------------------------------- nested
def test_a_cue_inside_what_somebody_says_is_linked_to_it():
    outer, inner = found("The miller said that the mayor had promised to rebuild the mill.")
    assert (outer["source"], outer["within"]) == (["The miller"], None)
    assert (inner["cue"], inner["within"]) == ("promised", 0)


def test_a_verb_that_goes_on_from_the_speaker_is_not_nested():
    first, second = found("The miller said the mill was gone and urged the mayor to rebuild it.")
    assert first["content"] == ["the mill was gone"]
    assert (second["source"], second["within"]) == (["The miller"], None)


def test_cited_data_back_the_same_content():
    outer, data = (
        found("Nine men died, according to the clinic, citing its own records.")[:1]
        + found("Nine men died, according to doctors citing clinic records.")[1:]
    )
    assert outer["content"] == ["Nine men died"]
    assert (data["source"], data["content"], data["within"]) == (["clinic records"], ["Nine men died"], 0)


# ---------------------------------------------------------------------------------------------------------- sources
def test_a_participle_takes_the_main_clauses_subject_as_owner():
    _, adding = found("The miller said the mill was gone, adding that two men had died.")
    assert (adding["source"], adding["owner"]) == ([], ["The miller"])


def test_a_participle_behind_a_quotation_has_its_speaker():
    said, referred = found("The miller said things “would be clear by Easter,” referring to the talks.")
    assert (referred["owner"], referred["content"], said["within"]) == (["The miller"], ["the talks"], None)


def test_a_number_behind_the_source_is_none_of_it():
    one = the_only("The rebels were 5,000 in May, according to the generals, 7,000 of them in the hills.")
    assert one["source"] == ["the generals"]


def test_a_relative_clause_in_which_somebody_speaks_is_not_nested():
    praised, called = found("The mayor praised the miller, who called the fire a crime.")
    assert (praised["content"], called["source"], called["within"]) == (["the miller"], ["who"], None)


def test_an_apposition_belongs_to_the_source_and_a_relative_clause_does_not():
    one = the_only("Ana Roth, a doctor at the clinic, who came on foot, said nine men had died.")
    assert one["source"] == ["Ana Roth, a doctor at the clinic"]


def test_the_subject_inside_a_quotation_is_not_the_source():
    one = the_only("“The cost of the raid, and of all the raids, is high,” said Ana Roth, a doctor.")
    assert one["source"] == ["Ana Roth, a doctor"]


def test_a_bare_participle_has_no_source():
    asked, said = found("Asked about the mill, the mayor said it was gone.")
    assert (asked["source"], asked["owner"], asked["stance"]) == ([], [], "asks")
    assert said["content"] == ["it was gone"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The army has yet to confirm the raid.", "withholds"),
        ("The army did not comment on the raid.", "withholds"),
        ("The army has not acknowledged the raid.", "withholds"),
    ],
)
def test_keeping_something_back_is_negated(text: str, stance: str):
    one = the_only(text)
    assert (one["stance"], one["negated"]) == (stance, True)


# -------------------------------------------------------------------------------------------------------- no attribution
@pytest.mark.parametrize(
    "text",
    [
        "The blast claimed nine lives.",
        "The convoy reported for duty.",
        "The men returned home.",
        "The deal was signed, raising hopes of peace.",
        "The dam holds ten tonnes per day.",
    ],
)
def test_words_of_saying_in_another_sense(text: str):
    assert not found(text)


# --------------------------------------------------------------------------------------------------------- any input
FRAGMENTS = st.sampled_from(
    [
        "The army said ", "that ", "two men died", ", ", ". ", "“", "” ", '"', "he added ", "according to ", "reportedly ",
        "officials ", "and denied ", "it", "\n\n", "- ", ": ", "MR. ROTH: ", "who ", "was told to ", "‘", "’ ", "as saying ",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(FRAGMENTS, max_size=25).map("".join))
@example("according to according to The army said according to according to The army said ")
def test_any_text_gives_valid_attributions(text: str):
    cues = cues_of(text)
    assert [cue.span for cue in cues] == sorted(cue.span for cue in cues)
    for n, cue in enumerate(cues):
        for start, end in (cue.span, *cue.sources, *cue.content, *cue.owner):
            assert 0 <= start < end <= len(text)
        assert cue.content, "an attribution without content"
        for (_, end), (start, _) in zip(cue.content, cue.content[1:], strict=False):
            assert end <= start
        seen = {n}
        holder = cue.within
        while holder is not None:
            assert holder not in seen, "nested in itself"
            seen.add(holder)
            holder = cues[holder].within


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“",
        "THE ARMY SAID THAT TWO MEN DIED.",
        "- 5 killed, the army said\n- 6 hurt, the army said",
        "said " * 300,
        "“He said. " * 100,
        "The army said it and the mayor added that it was so and " * 300,
    ],
)
def test_bad_input_never_raises(text: str):
    cues_of(text)


def test_content_and_cue_do_not_overlap():
    text = "The mill, the miller said, was gone, and the mayor, he added, had fled, according to a clerk."
    for cue in cues_of(text):
        assert not any(a < cue.span[1] and cue.span[0] < b for a, b in cue.content)


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        (
            "The mayor toured two schools and the judge left, saying he was tired.",
            "saying",
            ["the judge"],
            ["he was tired"],
        ),
        (
            'Asked by a reporter whether he would stay, he said, "I am not sure about it yet."',
            "said",
            ["he"],
            ['"I am not sure about it yet."'],
        ),
        ("The rebels urged men to leave and denied the claim.", "urged", ["The rebels"], ["men to leave"]),
        ("The rebels urged men to leave and denied the claim.", "denied", ["The rebels"], ["the claim"]),
    ],
)
def test_the_words_show_what_the_parse_lost(text: str, cue: str, source: list[str], content: list[str]) -> None:
    [match] = [one for one in found(text) if one["cue"] == cue]
    assert (match["source"] or match["owner"], match["content"]) == (source, content)


def test_no_subject_is_taken_from_behind_a_finite_verb() -> None:
    assert not [one for one in found("The bridge fell at dawn. Then, said.") if one["source"] == ["The bridge"]]


def test_straight_marks_around_curly_ones_are_none_of_the_article() -> None:
    [said] = [one for one in found('" “We lost the bridge,” the colonel said on Friday."') if one["cue"] == "said"]
    assert (said["source"], said["within"]) == (["the colonel"], None)
    assert said["content"][0].endswith("“We lost the bridge,”")


def test_a_noun_lent_to_the_clause_before_is_the_next_verbs_subject() -> None:
    text = "The governor has not talked about Tarn and his office did not respond to the letters."
    talked, answer = found(text)
    assert (talked["source"], talked["content"]) == (["The governor"], ["Tarn"])
    assert (answer["source"], answer["stance"]) == (["his office"], "withholds")


def test_the_antecedent_is_what_somebody_reported() -> None:
    (only,) = found("There were 40 deaths the ministry reported on Friday.")
    assert (only["source"], only["cue"], only["content"]) == (["the ministry"], "reported", ["40 deaths"])


def test_a_partner_in_talk_reports_no_antecedent() -> None:
    assert [cue["content"] for cue in found("Those were the 40 trucks you announced.")] == []


def test_a_statement_without_marks_follows_its_colon() -> None:
    text = "Minister Ruth Orr said:\n\nI saw the ruins of Tarn.\n\nOur thoughts are with the wounded.\n\nTarn lies by the sea."
    (only,) = found(text)
    assert only["content"] == ["I saw the ruins of Tarn.", "Our thoughts are with the wounded."]


@pytest.mark.parametrize(
    "text", ["All told, 40 men left the camp.", "The losses added up to 40 men.", "The order was given by name."]
)
def test_idioms_are_no_attribution(text: str) -> None:
    assert found(text) == []


def test_a_clause_before_quoted_as_saying() -> None:
    (only,) = found("The town fell within a day of the raid, two clerks were quoted as saying.")
    assert (only["source"], only["content"]) == (["two clerks"], ["The town fell within a day of the raid"])


def test_what_a_new_sentence_after_a_quotation_says_is_not_the_quotation() -> None:
    text = "“We lost the bridge on Monday,” Orr said. “It is gone.” Later the council issued a statement."
    assert [cue["source"] for cue in found(text)] == [["Orr"]]
