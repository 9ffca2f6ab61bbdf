"""Sourced figures out of articles about armed conflict.

>>> import extractor
>>> document = extractor.extract("At least 14 soldiers were killed near the bridge, the ministry said.")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.language import Language

    from extractor.model import Document

__all__ = ["__version__", "extract", "load"]
__version__: Final = "0.1.0"


def extract(text: str, *, date: str | None = None, file: str = "-") -> Document:
    """The facts of one article.

    Args:
        text: the article; offsets in the result count its characters.
        date: when it was published, ``YYYY-MM-DD``: "In January" then has a year.
        file: what the result names as the article's file.
    """
    import hashlib

    from extractor import startup

    startup.one_thread()
    from extractor import pipeline
    from extractor.model import Article

    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return pipeline.extract(Article(file=file, text=text, sha256=digest, published=date))


def load(model: str | None = None) -> Language:
    """The spaCy pipeline that ``extract`` uses, loaded once; ``model`` names another installed one."""
    from extractor import startup

    startup.one_thread()
    from extractor import pipeline

    return pipeline.load_language(model or pipeline.MODEL)
