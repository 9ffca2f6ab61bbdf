"""Every type that crosses a module border: the article, the mentions, the document. All are imported from here.

Offsets are code points of the decoded article, end-exclusive: ``text[start:end]`` is the quote. Nothing here holds a
spaCy object, so mentions and documents pickle, compare and cross processes.
"""

from extractor.model.document import *  # noqa: F403
from extractor.model.mentions import *  # noqa: F403
from extractor.model.values import *  # noqa: F403
