"""What is no verb: nouns of saying, according to, reportedly, NAME with a colon."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Span, Token

from extractor.model import Stance
from extractor.patterns import attribution_spans as spans
from extractor.patterns.attribution_lexicon import Noun, lexicon
from extractor.patterns.attribution_page import SUBJECTS, Draft, Page, Range
from extractor.patterns.attribution_phrases import continued, is_infinitive, pieces_of
from extractor.patterns.attribution_spans import child, minus
from extractor.patterns.countries import by_surface
from extractor.patterns.tree import FINITE_TAGS, subtree

_LONGEST: Final = 40  # tokens of a source with all that is said of it
_NAMED: Final = frozenset({"NNP", "NNPS", "NN", "JJ", "POS", ",", "(", ")", "-LRB-", "-RRB-", "HYPH", "."})

_TITLED: Final = frozenset({"IN", "NNS", "DT", "PRP$", "CD"})  # "the head of the council, Ng:" before a quotation
_FINITE: Final = FINITE_TAGS
_ACRONYM: Final = 5
_SHORT: Final = 6  # tokens of who speaks in a transcript
_LABEL: Final = 20  # tokens with the colon


def read_noun(page: Page, token: Token, noun: Noun) -> Draft | None:
    """A noun of saying with its clause, "of" phrase or infinitive."""
    doc = token.doc
    if (
        token.dep_ == "pobj"
        and token.head.lower_ in ("in", "through", "via")
        and token.head.head.lower_ in lexicon().verbs
    ):
        return None  # said in a statement that
    draft = Draft(page.index, token.i, (token.i, token.i + 1), noun.stance, "attributions.noun.frame")
    draft.negated = any(c.lower_ == "no" and c.dep_ == "det" for c in token.children)  # "no reports of"
    owner = child(token, "poss")
    by = next(
        (c for c in token.children if c.dep_ in ("prep", "agent") and c.lower_ in ("by", "from") and c.i > token.i),
        None,
    )
    if by is None and any(c.dep_ in ("acl", "ccomp", "relcl") and _is_that_clause(c) for c in token.children):
        by = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of" and c.i > token.i), None)
    if owner is not None and owner.tag_ != "WP$":
        draft.sources = spans.source_ranges(owner)
    elif by is not None and (named := child(by, "pobj")) is not None:
        draft.sources = spans.source_ranges(named)
    elif (name := _name_before(token)) is not None:
        draft.sources = [name]
    elif (
        token.i > 1 and doc[token.i - 1].tag_ == "POS" and (phrase := spans.phrase_ending(doc, token.i - 1)) is not None
    ):
        draft.sources = [phrase]  # a title whose words are all in capitals: "Ng's Claim That …"
    elif any(_is_that_clause(c) for c in token.children) and (carrier := _carrier(token)) is not None:
        draft.sources = [r for t in spans.subjects(page, carrier)[0] for r in spans.source_ranges(t)]
    about = _about(by, noun)
    if about is not None and by is not None:  # warnings from doctors about the water
        draft.sources = [piece for source in draft.sources for piece in minus(source, subtree(about))]
        draft.content = pieces_of(doc, [(about.i + 1, about.right_edge.i + 1)])
        return draft if draft.sources else None
    for c in token.children:
        if c.i < token.i:
            continue
        content: list[Range] = []
        is_that = _is_that_clause(c)
        if (c.dep_ in ("acl", "ccomp", "relcl") and "clause" in noun.frames and is_that) or (
            c.dep_ == "acl" and "to" in noun.frames and is_infinitive(c)
        ):
            content = pieces_of(doc, [subtree(c)])
        elif c.dep_ in ("prep", "dative") and c.lower_ in noun.frames:
            content = pieces_of(doc, [(c.i + 1, _absolute(doc, _issued(c, continued(token, c.right_edge.i + 1))))])
            if content and noun.itself and not draft.sources:
                draft.sources = [(token.i, token.i + 1)]
                draft.cue = (token.i, c.i + 1)
        if content and noun.itself and not draft.sources:
            draft.sources = [draft.cue]  # reports that …
        if content and not (noun.owned and not draft.sources):
            draft.content = content
            return draft
    return None


def _issued(preposition: Token, end: int) -> int:
    """a warning of floods, issued on Friday: behind a comma the participle tells of the warning."""
    for token in preposition.subtree:
        start = token.left_edge.i
        if token.tag_ == "VBN" and token.dep_ == "acl" and token.doc[start - 1].text == ",":
            return min(end, start - 1)
    return end


def _carrier(noun: Token) -> Token | None:
    """The mayor drew anger with a claim that …: the verb whose subject says it."""
    preposition = noun.head if noun.dep_ == "pobj" else noun
    verb = preposition.head
    subject = child(verb, "nsubj")
    is_spoken = subject is not None and (subject.tag_[:3] in ("NNP", "PRP") or subject.lower_ in lexicon().speakers)
    is_led = preposition.lower_ == "with" and child(verb, "dobj") is not None and child(verb, "auxpass") is None
    return verb if is_spoken and is_led and spans.is_verb(verb) else None


def _about(by: Token | None, noun: Noun) -> Token | None:
    """The phrase that the parser hung on who says it: "warnings from doctors about the water"."""
    named = child(by, "pobj") if by is not None and by.lower_ in ("by", "from") else None
    if named is None:
        return None
    return next(
        (c for c in named.children if c.dep_ == "prep" and c.lower_ in ("about", "over") and c.lower_ in noun.frames),
        None,
    )


def _name_before(noun: Token) -> Range | None:
    """The Pentagon claim that: the name in front of the noun says it."""
    name = noun.doc[noun.i - 1] if noun.i else noun
    is_somebody = name.tag_[:3] == "NNP" or name.lower_ in lexicon().speakers
    if not is_somebody or name.head != noun or name.dep_ != "compound":
        return None
    return name.left_edge.i, name.i + 1


def _is_that_clause(verb: Token) -> bool:
    """that it fell; also a "that" read as the object of a clause that has a modal or an object of its own."""
    that = next((c for c in verb.children if c.lower_ == "that" and c.i < verb.i), None)
    if that is None or that.dep_ == "mark":
        return that is not None
    is_relative = that.dep_ in SUBJECTS or child(verb, *SUBJECTS) is None
    own = [c for c in verb.children if c != that and (c.tag_ == "MD" or c.dep_ in ("dobj", "attr", "acomp", "ccomp"))]
    return not is_relative and bool(own)


def _absolute(doc: Doc, end: int) -> int:
    """…, with half of them missing: goes on, unless somebody else speaks there."""
    if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ != "with":
        return end
    part = doc[end + 1]
    stop = part.right_edge.i + 1
    return end if any(t.lower_ in lexicon().verbs for t in doc[end + 1 : stop]) else stop


def read_evidential(page: Page, token: Token) -> list[Draft]:
    """according to X, per X, in the words of X, by X's count, based on a report by X: what it is hung on."""
    doc = page.doc
    low = token.lower_
    following = doc[token.i + 1].lower_ if token.i + 2 < len(doc) else ""
    if low == "according" and following == "to":
        named = child(doc[token.i + 1], "pobj", "pcomp") or child(token, "pobj")
        cue = (token.i, token.i + 2)
    elif low == "per" and token.dep_ == "prep":
        named = child(token, "pobj")
        if named is None or not (named.tag_[:3] == "NNP" or child(named, "det", "poss") is not None):
            return []
        cue = (token.i, token.i + 1)
    elif low == "in" and (view := child(token, "pobj")) is not None and view.lower_ in lexicon().views:
        of = next((c for c in view.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        owner = child(view, "poss")
        named = child(of, "pobj") if of is not None else owner
        cue = (token.i, of.i + 1) if of is not None else (view.i, view.i + 1)
        if named is None or (owner is not None and named.tag_ == "PRP$" and view.lower_ not in ("view", "opinion")):
            return []
    elif low == "by" and (count := child(token, "pobj")) is not None and count.lower_ in lexicon().counts:
        owner = child(count, "poss")
        if owner is None and child(count, "amod", "det", "nummod") is None:
            return []
        named, cue = (owner, (count.i, count.i + 1)) if owner is not None else (count, (token.i, token.i + 1))
    elif low == "based" and (ground := _ground(page, token)) is not None:
        named, cue = ground, (token.i, token.i + 2)
    else:
        return []
    sources = spans.source_ranges(named) if named is not None else []
    if not sources and (phrase := spans.phrase_from(doc, cue[1])) is not None:
        sources = [phrase]
    if not sources or all(doc[end - 1].lower_ in lexicon().measures for _, end in sources):
        return []
    draft = Draft(page.index, token.i, cue, "states", "attributions.evidential.hung", sources)
    if all(doc[end - 1].lower_ in lexicon().hearsay for _, end in sources):
        draft.stance = "reported"
    hole = (token.i, max(sources[-1][1], token.right_edge.i + 1 if token.right_edge.i - token.i < _LONGEST else 0))
    draft.content = _hung_on(page, token, hole)
    return [draft, *(_cited(draft, named) if named is not None else [])]


def _ground(page: Page, token: Token) -> Token | None:
    """Based on a report by the league, 12 had died: what somebody wrote or counted, cut off by a comma."""
    on = child(token, "prep")
    named = child(on, "pobj") if on is not None and on.i == token.i + 1 and on.lower_ in ("on", "upon") else None
    if named is None or not (named.lower_ in lexicon().findings or named.lower_ in lexicon().counts):
        return None
    start, stop = page.sentences[token.i]
    is_last = page.doc[token.i - 1].text in spans.BREAKS and named.right_edge.i + 2 >= stop
    return (
        named
        if (token.i == start or is_last) and any(c.dep_ in ("prep", "poss", "amod", "compound") for c in named.children)
        else None
    )


def _in_brackets(page: Page, token: Token) -> Range | None:
    """two guards (former soldiers, according to the paper) died: only what stands in the brackets before it."""
    doc = page.doc
    for n in range(token.i - 1, max(page.sentences[token.i][0] - 1, token.i - _LONGEST), -1):
        if doc[n].text in (")", "-RRB-"):
            return None
        if doc[n].text in ("(", "-LRB-"):
            return (n + 1, token.i) if any(t.text[0].isalnum() for t in doc[n + 1 : token.i]) else None
    return None


def _hung_on(page: Page, token: Token, hole: Range) -> list[Range]:
    """What an evidential phrase is hung on: the rest of its sentence, or the clause around it."""
    doc = page.doc
    first, end = page.sentences[token.i]
    if (inner := _in_brackets(page, token)) is not None:
        return pieces_of(doc, [inner])
    if all(not t.text[0].isalnum() for t in doc[max(first, token.i - 4) : token.i]):
        return pieces_of(doc, [(hole[1], end)])
    if (absolute := _absolute_before(page, token)) is not None:
        return pieces_of(doc, [absolute])
    host = token.head
    for _ in range(6):
        if spans.is_verb(host) or host.head == host:
            break
        host = host.head
    host = spans.conjuncts_up(host)
    while host.dep_ == "relcl" and doc[token.i - 1].text == "," and doc[host.left_edge.i - 1].text not in spans.BREAKS:
        host = host.head  # a girl who lived there had died, according to: the sentence, not the relative clause
        while not spans.is_verb(host) and host.head != host:
            host = host.head
    if hole[0] <= host.i < hole[1]:
        return pieces_of(doc, [(first, token.i)])
    return pieces_of(doc, minus(subtree(host), hole))


def _absolute_before(page: Page, token: Token) -> Range | None:
    """…, with 30 of them dying, according to: only the last phrase is what the source says."""
    doc = page.doc
    for n in range(token.i - 2, max(page.sentences[token.i][0], token.i - 30), -1):
        if doc[n].text == ",":
            with_ = doc[n + 1]
            has_clause = any(t.tag_ in ("VBG", "VBN") and t.dep_ in ("acl", "pcomp") for t in doc[n + 2 : token.i])
            return (n + 2, token.i) if with_.lower_ == "with" and has_clause else None
    return None


def _cited(draft: Draft, named: Token) -> list[Draft]:
    """according to officials citing their own data: the data are a second source of the same content."""
    citing = next((c for c in named.children if c.dep_ == "acl" and c.lower_ in ("citing", "quoting")), None)
    data = child(citing, "dobj") if citing is not None else None
    if citing is None or data is None:
        return []
    second = Draft(
        draft.paragraph, citing.i, (citing.i, citing.i + 1), "states", "attributions.evidential.citing", parent=draft
    )
    second.sources = spans.source_ranges(data)
    second.content = list(draft.content)
    return [second]


def read_adverb(page: Page, token: Token, stance: Stance) -> Draft | None:
    """reportedly, allegedly: the clause or the participle phrase around it; its source is not written."""
    doc = token.doc
    host = token.head
    if host == token or token.dep_ != "advmod":
        return None
    draft = Draft(page.index, token.i, (token.i, token.i + 1), stance, "attributions.evidential.adverb")
    hole = (token.i, token.i + 1)
    if host.dep_ == "acl":
        draft.content = pieces_of(doc, [(host.head.left_edge.i, host.left_edge.i), *minus(subtree(host), hole)])
    elif host.tag_ == "VBN" and host.dep_ == "advcl" and child(host, *SUBJECTS) is None:
        before = spans.phrase_ending(doc, host.left_edge.i)
        draft.content = pieces_of(doc, [*([before] if before else []), *minus(subtree(host), hole)])
    elif spans.is_verb(host):
        subject = child(host, *SUBJECTS)
        first = subject.left_edge.i if subject is not None and subject.i < host.i else host.left_edge.i
        draft.content = pieces_of(doc, minus((first, host.right_edge.i + 1), hole))
    return draft if draft.content else None


def read_colon(page: Page, is_title: bool) -> Draft | None:
    """NAME: what the name says. A transcript, a headline, or a name before a quotation.

    A turn that only a transcript makes one ("ROTH: …", "The Minister of State: …") is doubtful: whether the article is
    one, the paragraph doesn't show.
    """
    doc = page.doc
    end = next((i for i, word in enumerate(page.words[:_LABEL]) if word in (":", "):")), 0)
    if not 0 < end < len(doc) - 3 or doc[0].tag_ == "IN" or any(t.tag_ not in _NAMED | _TITLED for t in doc[:end]):
        return None
    named = next((t.i for t in doc[1:end] if t.text == "("), end) if doc[end].text == "):" else end
    name = doc[:named]
    letters = [t.text for t in name if t.text[0].isalpha()]
    is_label = bool(letters) and all(word.isupper() for word in letters) and any(len(word) > 2 for word in letters)
    is_simple = all(t.tag_ in _NAMED for t in doc[:end])
    is_generic = name[-1].lower_ in lexicon().speakers
    if is_label and is_title and any(len(word) > _ACRONYM for word in letters) and not is_generic:
        is_title = False  # a place before the text: "MULTAN: …"
    if is_title and is_label and not is_generic and all(t.text.isupper() for t in doc[end + 1 :] if t.is_alpha):
        is_title = False  # all is in capitals
    is_name = any(t.tag_[:3] == "NNP" for t in name) and not any(t.lower_ in lexicon().labels for t in name)
    if not (is_name or (is_title and is_generic)):
        return None
    draft = Draft(page.index, end, (end, end + 1), "states", "attributions.colon.name", [(0, named)], quotes=True)
    draft.is_turn = is_label and is_simple
    if page.holder[end + 1] < 0 and not (is_title and (is_generic or (is_simple and _is_speaker(name)))):
        is_turn = (is_label or _is_capitalised(name)) and any(t.tag_ in _FINITE for t in doc[end + 1 :])
        draft.is_turn = draft.is_doubtful = is_turn and not any(t.lower_ in lexicon().titles for t in name[:2])
        if not is_turn:
            return None
        draft.is_turn = True
    draft.content = pieces_of(doc, [(end + 1, len(doc))])
    return draft


def _is_speaker(name: Span) -> bool:
    """A name, neither a place nor a topic: "Harbour talks: what we know"."""
    return name[-1].tag_[:3] == "NNP" and not _is_place(name)


def _is_place(name: Span) -> bool:
    """Sudan: 12 killed: where it happened, not who says it."""
    known = by_surface(name.text.rpartition(", ")[2])  # "OSH CITY, Kyrgyzstan (AFP): …"
    return (known is not None and known[1] in ("name", "capital")) or all(t.ent_type_ in ("GPE", "LOC") for t in name)


def _is_capitalised(name: Span) -> bool:
    """The Minister of State, Lord Roth: a few words, all that matter in capitals."""
    return len(name) <= _SHORT and all(t.text[0].isupper() for t in name if t.tag_[:2] in ("NN", "JJ", "VB"))


def _parts(doc: Doc, n: int) -> bool:
    """A dash or colon between two parts of a headline; a hyphen only with space around it."""
    is_free = doc[n].text == "-" and bool(doc[n - 1].whitespace_) and bool(doc[n].whitespace_)
    return is_free or doc[n].text in ("–", "—", ":")


def read_dash(page: Page) -> Draft | None:
    """35 killed in the north – Army; 35 killed: police: a headline that names its source at its end."""
    doc = page.doc
    dash = next((n for n in range(len(doc) - 2, max(len(doc) - 8, 3), -1) if _parts(doc, n)), 0)
    name = doc[dash + 1 :]
    if not dash or any(t.tag_ not in _NAMED and t.lower_ not in lexicon().speakers for t in name):
        return None
    is_generic = any(t.lower_ in lexicon().speakers for t in name)
    is_named = any(t.tag_[:2] == "NN" and t.text[0].isupper() for t in name)
    if doc[dash].text == ":":
        is_named = is_named and len(name) <= 3 and any(t.tag_ in _FINITE for t in doc[:dash])
    elif any(t.lower_ in lexicon().media for t in name):
        return None
    is_credit = doc[dash - 1].text in spans.BREAKS or doc[dash - 1].text[-1] in ".!?"  # behind a whole sentence
    if not (is_named or is_generic) or name[-1].text == "." or is_credit or _is_place(name):
        return None
    draft = Draft(page.index, dash, (dash, dash + 1), "states", "attributions.colon.dash", [(dash + 1, len(doc))])
    draft.content = pieces_of(doc, [(0, dash)])
    return draft
