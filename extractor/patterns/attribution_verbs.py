"""Verbs of saying: the first frame that fits, who says it, how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from spacy.tokens import Doc, Token

from extractor.model import Stance
from extractor.patterns import attribution_phrases as phrases
from extractor.patterns import attribution_spans as spans
from extractor.patterns.attribution_clauses import clause, rest
from extractor.patterns.attribution_leading import company, leading_subject
from extractor.patterns.attribution_lexicon import Lexicon, Verb, lexicon
from extractor.patterns.attribution_lost import closing_subject, disagrees, far_agent, reduced_subject
from extractor.patterns.attribution_misread import is_participle, read_hearsay
from extractor.patterns.attribution_page import Draft, Page, Range
from extractor.patterns.attribution_phrases import is_infinitive, pieces_of
from extractor.patterns.attribution_polarity import negation
from extractor.patterns.attribution_spans import BREAKS, child, conjuncts_up
from extractor.patterns.attribution_things import is_count, is_said_by_somebody, is_spoken_by_name, is_thing, is_this
from extractor.patterns.tree import subtree

_IDIOMS: Final = frozenset({("all", "told"), ("that", "said"), ("this", "said")})
_AWAY: Final = frozenset({"off", "over", "away"})
DO: Final = frozenset({"do", "does", "did", "will", "’ll", "'ll"})

_POINTERS: Final = frozenset({"PRP", "WP", "WDT", "DT", "WRB"})
_DEEP: Final = 12  # steps from a word to the root of its sentence

Frame = Callable[[Page, Token, Verb], list[Range]]
FRAMES: Final[Mapping[str, Frame]] = {
    "clause": clause,
    "object": phrases.object_,
    "naming": phrases.naming,
    "object_to": phrases.object_to,
    "to": phrases.to,
    "prep": phrases.prep,
}


def read_verb(page: Page, verb: Token, entries: tuple[Verb, ...], words: Lexicon) -> Draft | None:
    """The first entry and frame that fit the verb; without content when only a quotation can be it."""
    waiting: Draft | None = None
    for entry in entries:
        particle = next((c for c in verb.children if c.lower_ == entry.particle and c.i > verb.i), None)
        other = child(verb, "prt") if not entry.particle else None  # "called off the talks"
        if (entry.particle and particle is None) or (other is not None and other.lower_ in _AWAY):
            continue
        if _is_idiom(page, verb) or is_participle(page, verb, entry):
            continue
        if (hearsay := read_hearsay(page, verb, entry)) is not None:
            return hearsay
        negated = negation(verb) or (entry.stance == "withholds" and bool(entry.only) and _gives_none(verb))
        if entry.stance == "withholds" and not entry.negates and not negated:
            continue
        draft = Draft(page.index, verb.i, _cue(verb, particle), entry.stance, "attributions.verb.quotation")
        passive = child(verb, "nsubjpass") is not None or (
            child(verb, "auxpass") is not None and child(verb, "nsubj") is None
        )
        set_sources(page, draft, verb, passive)
        draft.via = _medium(verb, entry)
        draft.is_author = page.holder[verb.i] < 0 and not page.is_turn
        draft.negated = negated != entry.negates
        if negated and verb.lower_ in words.withheld:
            draft.stance = "withholds"
        frames = entry.frames + (entry.negated_frames if negated else ())
        if (
            not _is_credible(draft, verb, entry, passive)
            or is_this(verb.doc, draft)
            or (entry.animate and is_thing(page, draft, words))
        ):
            continue
        if entry.stance != "suggests" and not passive and not is_said_by_somebody(page, draft, verb, words):
            continue
        if passive and not draft.sources and entry.passive is not None:
            draft.content = _believed(verb)
            draft.rule = "attributions.verb.passive"
            if draft.content:
                draft.stance = "reported" if entry.stance == "states" else entry.stance
                return draft
        for name in frames:
            if name == "quote":
                continue
            content = _until(page.cuts.get(verb.i), FRAMES[name](page, verb, entry), page.doc)
            if content and _is_weighty(page, draft, verb, entry, name, content):
                draft.content = content
                draft.rule = f"attributions.verb.{name}"
                draft.stance = _stance(draft, verb, name, words)
                if any(a < end and first < b for a, b in draft.sources for first, end in content):
                    written = spans.written_subject(page, verb)  # nobody is the source of words that hold him
                    draft.sources = [written] if written else draft.sources
                if passive and name == "object":
                    _split_agent(page, draft, verb, entry)
                _add_company(page, draft)
                draft.quotes = "quote" in frames or _announces(page, content)
                if name == "prep" and entry.keeps_preposition:
                    draft.cue = (
                        (draft.cue[0], max(draft.cue[1], content[0][0]))
                        if content[0][0] - draft.cue[1] <= 1
                        else draft.cue
                    )
                return draft
        if waiting is None and "clause" in frames and (content := rest(page, verb)):
            draft.content = content
            draft.quotes = "quote" in frames
            draft.rule = "attributions.verb.rest"
            waiting = draft
        elif "quote" in frames and waiting is None:
            draft.quotes = True
            waiting = draft
    return waiting


def _add_company(page: Page, draft: Draft) -> None:
    """…, residents and a medic said: all who speak are the source, none of them is said."""
    for n, (first, end) in enumerate(draft.sources):
        start = company(page.doc, first) if end <= draft.head else first
        if start < first:
            draft.sources[n] = (start, end)
            draft.content = pieces_of(page.doc, [p for c in draft.content for p in spans.minus(c, (start, end))])


def _is_idiom(page: Page, verb: Token) -> bool:
    """All told, …; That said, …; it added up to: nobody speaks."""
    subject, following = page.subject(verb), verb.doc[min(verb.i + 1, len(verb.doc) - 1)]
    if following.lower_ == "up" and following.dep_ == "prt" and verb.lower_.startswith("add"):
        return True
    return following.text == "," and subject is not None and (subject.lower_, verb.lower_) in _IDIOMS


def _announces(page: Page, content: list[Range]) -> bool:
    """called for a new bridge: “…”"""
    end = content[-1][1]
    return end + 1 < len(page.doc) and page.doc[end].text == ":" and page.holder[end + 1] >= 0


def _until(stop: int | None, content: list[Range], doc: Doc) -> list[Range]:
    """The content before the token at which the verb's own sentence goes on."""
    if stop is None or not content or content[-1][1] <= stop:
        return content
    return pieces_of(doc, [(first, min(end, stop)) for first, end in content if first < stop])


def _is_credible(draft: Draft, verb: Token, entry: Verb, passive: bool) -> bool:
    """Somebody says it, or the passive hides who does; no infinitive of purpose, no bare participle."""
    if draft.sources or draft.owners:
        return True
    return passive or entry.sourceless or (verb.tag_ in ("VBN", "VBD") and verb.dep_ == "advcl")


def _is_weighty(page: Page, draft: Draft, verb: Token, entry: Verb, frame: str, content: list[Range]) -> bool:
    """A phrase as content says less than a clause: it must say something, and somebody must say it.

    What the author thinks (I, we) or imagines the reader to say (you) is no attribution.
    """
    doc = verb.doc
    speakers = {doc[first].lower_ for first, end in (*draft.sources, *draft.owners) if end - first == 1}
    is_told = verb.tag_ == "VBD" or (verb.tag_ == "VBG" and child(verb, "aux") is not None)
    if draft.is_author and (
        (speakers & {"you"} and not is_told) or (speakers & {"i", "we"} and entry.stance == "believes")
    ):
        return False
    first, end = content[0]
    if frame in ("object", "prep", "naming") and not is_spoken_by_name(page, draft):
        return False
    if frame in ("clause", "object_to"):
        return not entry.that or doc[first - 1].lower_ == "that" or _is_finding(draft, verb, end)
    if len(content) == 1 and end - first == 1 and doc[first].tag_ in _POINTERS:
        is_pronoun = doc[first].tag_ in ("PRP", "DT") or (doc[first].tag_ == "WDT" and verb.dep_ == "relcl")
        is_pronoun = is_pronoun or (frame == "prep" and doc[first].tag_ == "WP")
        return verb.tag_ != "VB" and bool(draft.sources) and is_pronoun
    is_hidden = entry.hidden and any(c.dep_ == "auxpass" for c in verb.children)
    is_owned = draft.sources or draft.owners or entry.sourceless or is_hidden
    if not is_owned and not (verb.dep_ == "advcl" and entry.stance == "asks"):
        return False
    if entry.finite and verb.tag_ == "VBG" and child(verb, "aux") is None:
        return False
    if entry.counted and not any(
        t.tag_ == "CD" and t.ent_type_ != "DATE" for first, end in content for t in doc[first:end]
    ):
        return False
    if entry.bare and not is_count(child(verb, "dobj")):
        return False
    target = child(verb, "dobj", "nsubjpass") if entry.never or entry.only else None
    if target is not None and (target.lower_ in entry.never or (entry.only and target.lower_ not in entry.only)):
        return False
    opening = verb.left_edge
    if frame == "prep" and verb.dep_ == "relcl" and opening.lower_ != "when" and doc[opening.i - 1].text not in BREAKS:
        return False  # the way they respond to it
    is_trait = verb.dep_ == "acl" and verb.tag_ == "VBG" and doc[verb.i - 1].text not in BREAKS
    if is_trait and frame in ("object", "prep") and verb.head.lower_ not in lexicon().documents:
        return False  # rivals promising upheaval, a book calling for it: what they are like
    helps = [c.lower_ for c in verb.children if c.dep_ == "aux"]
    is_finite = not helps and any(c.dep_ == "nsubj" for c in verb.children)
    if (
        frame == "object"
        and verb.tag_ == "VB"
        and not is_finite
        and not negation(verb)
        and not any(word in DO for word in helps)
        and not _is_done(verb)
    ):
        return False
    if verb.dep_ == "relcl" and draft.sources and doc[draft.sources[0][0]].tag_ in ("WP", "WDT"):
        pronoun = draft.sources[0][0]
        is_one = verb.tag_ == "VBD" and verb.head.tag_ in ("NN", "NNP")  # an officer who accused them
        return pronoun > 0 and (is_one or doc[pronoun - 1].text in BREAKS)
    return True


def _is_finding(draft: Draft, verb: Token, end: int) -> bool:
    """12 had died, official figures showed; the survey found 12 had died: these need no "that"."""
    heads = [verb.doc[first:stop].root.lower_ for first, stop in draft.sources]
    is_led = end <= verb.i and verb.tag_ in ("VBD", "VBZ", "VBP")
    return bool(heads) and (is_led or all(word in lexicon().findings for word in heads))


def read_watching(page: Page, verb: Token, words: Lexicon) -> Draft | None:
    """A reporter saw 12 bodies: what somebody saw who looks for the reader."""
    draft = read_verb(page, verb, words.watching[verb.lower_], words)
    if draft is None or not draft.content or not any(t.tag_ == "CD" for a, b in draft.content for t in verb.doc[a:b]):
        return None
    seeing = any(verb.doc[a:b].root.lower_ in words.observers for a, b in draft.sources)
    return draft if seeing else None


def _is_done(verb: Token) -> bool:
    """took to the radio to deny it, has begun to reject it, was quick to praise it: the infinitive of what was done."""
    head = conjuncts_up(verb).head
    is_doing = verb.dep_ in ("xcomp", "advcl", "conj") and head.lower_ in lexicon().doing
    return is_doing or verb.head.lower_ in lexicon().steps or spans.first_to(verb) is not None


def _stance(draft: Draft, verb: Token, frame: str, words: Lexicon) -> Stance:
    """The entry's stance, as the frame, the source and the content turn it."""
    doc = verb.doc
    if draft.stance != "states":
        return draft.stance
    if frame in ("object_to", "to") and verb.lower_ in words.telling:
        return "urges"
    first, end = draft.content[0]
    if frame == "object" and any(t.lower_ == "need" for t in doc[first : min(end, first + 4)]):
        return "urges"
    heard = [doc[end - 1].lower_ for _, end in draft.sources]
    return "reported" if heard and all(word in words.hearsay for word in heard) else draft.stance


def _believed(verb: Token) -> list[Range]:
    """is believed to have fallen: the subject and the infinitive; it is believed that: the clause."""
    subject = child(verb, "nsubjpass")
    infinitive = child(verb, "xcomp", "ccomp")
    if infinitive is None:
        return []
    if subject is None or subject.lower_ in ("it", "there"):
        return pieces_of(verb.doc, [subtree(infinitive)])
    if not is_infinitive(infinitive):
        return []
    return pieces_of(verb.doc, [subtree(subject), subtree(infinitive)])


def _medium(verb: Token, entry: Verb) -> Range | None:
    """told Reuters: the medium that heard it, when the hearer is one."""
    hearer = child(verb, "dobj", "dative") if entry.hearer else None
    if hearer is not None and hearer.dep_ == "dative" and hearer.lower_ == "to":
        hearer = child(hearer, "pobj")
    if hearer is None or hearer.i < verb.i or hearer.tag_[:2] != "NN":
        return None
    named = hearer.ent_type_ == "ORG" or hearer.lower_ in lexicon().media
    found = spans.source_ranges(hearer) if named else []
    return found[0] if found else None


def read_quoted(page: Page, verb: Token) -> Draft | None:
    """The agency quoted a witness as saying: the witness says it, the agency is the way it came."""
    as_ = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" and c.i > verb.i), None)
    saying = child(as_, "pcomp") if as_ is not None else None
    if saying is None or saying.tag_ != "VBG":
        return None
    witness = child(verb, "nsubjpass") or child(verb, "dobj")
    subject = page.subject(verb)
    draft = Draft(page.index, verb.i, (verb.i, verb.i + 1), "states", "attributions.verb.quoted", quotes=True)
    if witness is not None:
        draft.sources = spans.source_ranges(witness)
    agent = child(verb, "agent", "prep") if subject == witness else None
    medium = child(agent, "pobj") if agent is not None and agent.lower_ == "by" else subject
    if medium is not None and medium != witness and (ranges := spans.source_ranges(medium)):
        draft.via = ranges[0]
    if witness is not None and saying.i - verb.i <= 4 and subject == witness:
        draft.cue = (verb.i, saying.i + 1)
    said = child(saying, "ccomp", "dobj")
    if said is not None:
        draft.content = pieces_of(page.doc, [(saying.i + 1, saying.right_edge.i + 1)])
    elif witness is not None and subject is not None and subject.i < verb.i:
        # it fell, a clerk was quoted as saying; it fell, the agency quoted a clerk as saying
        start, first = page.sentences[verb.i][0], subject.left_edge.i
        same = all(page.holder[n] == page.holder[verb.i] for n in range(start, first))
        if same and first > start + 3 and page.doc[first - 1].text == ",":
            draft.content = pieces_of(page.doc, [(start, first - 1)])
    return draft


def _cue(verb: Token, particle: Token | None) -> Range:
    first, end = verb.i, verb.i + 1
    if any(c.dep_ == "auxpass" for c in verb.children):
        while first > 0 and verb.doc[first - 1].head == verb and verb.doc[first - 1].dep_ in ("aux", "auxpass"):
            first -= 1
    if particle is not None and particle.i - end <= 4:
        end = particle.i + 1
    return first, end


def set_sources(page: Page, draft: Draft, verb: Token, passive: bool) -> None:
    agent = child(verb, "agent") or (far_agent(verb) if passive else None)
    named = child(agent, "pobj") if agent is not None else None
    if named is not None and (named.ent_type_ in ("DATE", "TIME") or named.lower_ == "mid"):  # "said by noon"
        named = None
    is_name = named is not None and named.tag_[:3] == "NNP"
    if named is not None and (is_name or named.lower_ not in lexicon().settings):  # "boasted by phone"
        draft.sources = spans.source_ranges(named)
        return
    is_bare = verb.tag_ in ("VBN", "VBD") and verb.dep_ in ("advcl", "acl") and child(verb, "aux") is None
    if is_bare and not passive and _is_headless(page, verb) and (opening := leading_subject(page, verb)):
        draft.sources = [opening]  # the sentence's only verb, read as a participle
        return
    if is_bare and not passive and (closing := closing_subject(page, verb)) is not None:
        draft.sources = [closing]
        return
    if passive or (is_bare and page.subject(verb) is None):
        return
    if (first := spans.first_to(verb)) is not None:
        draft.sources = [first]
        return
    found, elsewhere = spans.subjects(page, verb)
    ranges = [r for token in found for r in spans.source_ranges(token)]
    if elsewhere:
        draft.owners = ranges
    else:
        draft.sources = ranges
    is_finite = verb.tag_ in ("VBD", "VBZ", "VBP") or (verb.tag_ == "VBN" and child(verb, "aux") is not None)
    is_finite = is_finite or (verb.tag_ == "VB" and _follows_quotation(page, verb))
    own = page.subject(verb)
    is_lost = own is None or (own.dep_ == "csubj" and own.i < verb.i) or disagrees(own, child(verb, "aux") or verb)
    closing = closing_subject(page, verb) if is_lost else None
    if closing is not None:
        draft.sources, draft.owners = [closing], []
    elif not found and is_finite and is_lost and (reduced := reduced_subject(page, verb)) is not None:
        draft.sources = spans.source_ranges(reduced)
    elif not found and not elsewhere and is_finite and is_lost and child(verb, "expl") is None:
        written = (spans.written_subject(page, verb) if own is None else None) or leading_subject(page, verb)
        draft.sources = [written] if written else []


def _follows_quotation(page: Page, verb: Token) -> bool:
    """“…,” read the statement: directly behind a closed quotation no verb is an infinitive."""
    return verb.i > 0 and page.holder[verb.i] < 0 <= page.holder[verb.i - 1]


def _gives_none(verb: Token) -> bool:
    """gave no details"""
    thing = child(verb, "dobj")
    return thing is not None and any(c.dep_ == "det" and c.lower_ == "no" for c in thing.children)


def _split_agent(page: Page, draft: Draft, verb: Token, entry: Verb) -> None:
    """was accused by Ng of shelling it; of shelling it by Ng: what Ng says and Ng, whichever holds the other."""
    if not draft.sources:
        return
    first, end = draft.sources[0]
    if not any(c.dep_ == "prep" and c.lower_ in entry.tail for c in verb.children):
        of = next(
            (t for t in page.doc[first + 1 : end] if t.lower_ in entry.tail and child(t, "pcomp") is not None), None
        )
        if of is not None:
            draft.content = [*draft.content, *pieces_of(page.doc, [(of.i, end)])]
            draft.sources = [(first, of.i)]
            return
    if page.doc[first - 1].lower_ == "by":
        pieces = [piece for span in draft.content for piece in spans.minus(span, (first - 1, end))]
        draft.content = pieces_of(page.doc, pieces)


def _is_headless(page: Page, verb: Token) -> bool:
    """Whether a participle behind a comma stands in a sentence without a main verb: it is one then."""
    start = page.sentences[verb.i][0]
    is_cut_off = verb.i > start and page.doc[verb.i - 1].text in (",", ")", "—", "–")
    if verb.i == start or verb.dep_ != "acl" or not (is_cut_off or child(verb, "ccomp") is not None):
        return False
    root = verb.head
    for _ in range(_DEEP):
        root = root.head
    return root.dep_ == "ROOT" and root.tag_[:2] == "NN" and start <= root.i < verb.i
