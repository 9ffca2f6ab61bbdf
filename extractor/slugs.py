"""The ids of things: a name as a slug."""

from __future__ import annotations

import re
import unicodedata


def plain(text: str) -> str:
    """The text without accents and curly apostrophes; other scripts are left as they are."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text.replace("’", "'")) if not unicodedata.combining(c))


def slug(text: str) -> str:
    """The id that a name gives: ASCII, lower case, hyphens; "U.S." is "us", possessives lose their mark.

    "" where nothing is left (a name in another script).
    """
    text = re.sub(r"'s\b", "s", plain(text).lower())
    text = re.sub(r"(?<=\b[a-z])\.(?=[a-z]\b|\s|-|$)", "", text)
    return "-".join(re.findall(r"[a-z0-9]+", text.replace("'", "")))
