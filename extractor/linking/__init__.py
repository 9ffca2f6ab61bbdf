"""Joins count, people, event, place, time and source into figures; the only package that does."""

from __future__ import annotations
