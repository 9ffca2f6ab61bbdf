"""Joins count, people, event, place, time and source into figures; the only package that does."""

from __future__ import annotations

from extractor.linking.figures import figures
from extractor.linking.paragraphs import joined
from extractor.linking.scene import scenes
from extractor.linking.slots import fill

__all__ = ["figures", "fill", "joined", "scenes"]
