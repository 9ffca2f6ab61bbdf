"""What the stock tokeniser leaves in one piece or takes apart, where rules and parser need it otherwise.

Setting a rule of spaCy's own tokeniser rebuilds its 1,300 exceptions (50 ms for each rule), so its result is mended
instead: only in texts that hold one of the rare shapes, and only in tokens with a digit. No character is altered.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.util import registry

GROUP_SPACES: Final = "\u00a0\u2007\u2009\u202f"  # as they stand between groups of thousands
_DASHES: Final = "–—‒−‑‐"
# Before a name, the full stop of these ends no sentence; "Gen.", "Adm." and "Gov." the stock tokeniser knows.
_RANKS: Final = frozenset("Brig Maj Col Capt Sgt Cmdr Cpl Insp Supt Lt Brig.-Gen Maj.-Gen Lt.-Col Lt.-Gen".split())
_TO_MEND: Final = re.compile(
    r"\b(?:Brig|Maj|Col|Capt|Sgt|Cmdr|Cpl|Insp|Supt|Lt)\.|[,.?!]”\w|"
    rf"\d[{GROUP_SPACES}]\d|[{_DASHES}]\s?\d|\d[{_DASHES}]|%[-–—]|[~≈]\d|\w\.?\[\d|to-\d|\bRs\.?\d|\d(?:[kKmM]|bn)\."
    r"|\b[Ii]ncl\.|\w No\. ?\d"
)
_CUT: Final = re.compile(
    rf"(?<=[\w%])([{_DASHES}]|--)(?=[\d$€£])"  # 20–25, troops—4,000
    rf"|(?<=\d)([{_DASHES}])(?=[A-Za-z])"  # 4,000‑strong with the hyphen that does not break
    r"|(?<=\d)(%)(?=[-–—]\d)|(?<=%)(-)(?=\d)"  # 10%-15%
    r"|^([~≈])(?=\d)"
    r"|(?<=[^\W\d])(\.?)(\[)(?=\d)"  # killed.[3]
    r"|(?<=to)(-)(?=\d)"
    r"|^(Rs\.?)(?=\d)"
    r"|(?<=\d)([kKmM]|bn)(\.)$"
    r"|(?<=\w)([,.?!])(”)(?=\w)|^(”)(?=\w)"  # the town,”Ng said
)
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE: Final = rf"(?:(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?)"
_AGENCY: Final = r"[(\[][A-Z\d][^()\[\]]{1,30}[)\]]"
# "ACCRA, Ghana, May 3 (Agency) - ", "Accra, Ghana – ", "ACCRA — ": a place in capitals, or a land, a date, an agency.
DATELINE: Final = re.compile(
    rf"\s*(?:(?P<loud>[A-Z][A-Z.'’-]{{2,}}(?:[ /][A-Z.'’-]{{2,}}){{0,3}})|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,3}})"
    rf"(?P<land>, [A-Z][\w.'’ -]{{1,24}}?)?(?P<told>(?:,? ?(?:{_DATE}|{_AGENCY}))*),?(?: ?(?:—|–|--)| -(?= ))[ \u00a0]*"
    r"(?=[A-Z\d\"“‘'])"
)
_THREE_DIGITS: Final = re.compile(r"\d{3}")
_GROUP_START: Final = re.compile(rf"[1-9]\d{{0,2}}(?:[{GROUP_SPACES}]\d{{3}})*")


class NumberTokenizer:
    """The stock tokeniser with numbers, ranges and footnote marks cut as our rules read them.

    It starts a sentence behind a dateline, so that the parser does not read "ACCRA, May 3 -" as part of the news.
    """

    def __init__(self, stock: Any) -> None:
        self.stock = stock

    def __call__(self, text: str) -> Doc:
        doc: Doc = self.stock(text)
        if _TO_MEND.search(text):
            words, spaces = mended([t.text for t in doc], [bool(t.whitespace_) for t in doc])
            doc = doc if len(words) == len(doc) else Doc(doc.vocab, words=words, spaces=spaces)
        if (end := dateline_end(text)) > 0:
            first = next((t for t in doc if t.idx >= end), None)
            if first is not None:
                first.is_sent_start = True
        return doc

    def __getattr__(self, name: str) -> Any:
        if name == "stock":  # while it is unpickled nothing is there to ask
            raise AttributeError(name)
        return getattr(self.stock, name)


def dateline_end(text: str) -> int:
    """Where the news begins behind the dateline that opens a paragraph; 0 where none does."""
    found = DATELINE.match(text)
    return found.end() if found and any(found.groups()) else 0


def mended(words: list[str], spaces: list[bool]) -> tuple[list[str], list[bool]]:
    """Tokens and whether a blank follows each, cut and joined anew; their concatenation stays the same."""
    new_words: list[str] = []
    new_spaces: list[bool] = []
    for at, (word, space) in enumerate(zip(words, spaces, strict=True)):
        if _joins(new_words, new_spaces, word):
            gap = new_words.pop()
            new_spaces.pop()
            new_words[-1] += gap + word
            new_spaces[-1] = space
            continue
        if word == "." and new_words and not new_spaces[-1] and _short(new_words, words[at + 1 : at + 2], space):
            new_words[-1] += word  # "(incl. 4 women)", "Battalion No. 438", "Maj. Ng" go on
            new_spaces[-1] = space
            continue
        if word in ("m.", "M.", "k.", "K.") and new_words and not new_spaces[-1] and new_words[-1][-1].isdigit():
            pieces = [word[0], "."]  # "it cost $6m." ends the sentence
        else:
            pieces = _cut(word) if "”" in word or any(c.isdigit() for c in word) else [word]
        new_words += pieces
        new_spaces += [False] * (len(pieces) - 1) + [space]
    return new_words, new_spaces


def _short(words: list[str], following: list[str], space: bool) -> bool:
    """The last word is a short form whose full stop, with a blank behind it or not, ends no sentence."""
    if space and words[-1] in _RANKS:
        return True
    numbered = words[-1] == "No" and len(words) > 1 and words[-2][-1:].isalnum() and following[0:1] != []
    return words[-1] in ("incl", "Incl") or (numbered and following[0][:1].isdigit())


def _joins(words: list[str], spaces: list[bool], word: str) -> bool:
    """Whether ``word`` is the next group of thousands of the number two tokens before: 12, thin space, 000."""
    return (
        len(words) > 1
        and len(words[-1]) == 1
        and words[-1] in GROUP_SPACES
        and not spaces[-1]
        and not spaces[-2]
        and bool(_THREE_DIGITS.fullmatch(word))
        and bool(_GROUP_START.fullmatch(words[-2]))
    )


def _cut(word: str) -> list[str]:
    if "://" in word or "@" in word or word.startswith("www."):
        return [word]
    pieces: list[str] = []
    at = 0
    for match in _CUT.finditer(word):
        pieces.append(word[at : match.start()])
        pieces += [group for group in match.groups() if group]
        at = match.end()
    pieces.append(word[at:])
    return [piece for piece in pieces if piece]


def _empty() -> Callable[[Language], Any]:
    """A tokeniser without rules, for a model that brings them all."""
    return lambda nlp: Tokenizer(nlp.vocab)


registry.tokenizers.register("extract.empty.v1", func=_empty)

# A model's tokeniser is built from spaCy's own rules, and then again from the model's, which are the same. This
# leaves out the first time, a tenth of what loading takes.
READ_ONCE: Final = {"nlp": {"tokenizer": {"@tokenizers": "extract.empty.v1"}}}
AS_SAVED: Final = {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}


def customise(nlp: Language) -> None:
    """Put our tokeniser around the pipeline's own. Twice does no harm."""
    if not isinstance(nlp.tokenizer, NumberTokenizer):
        nlp.tokenizer = NumberTokenizer(nlp.tokenizer)
