"""Sourced figures out of articles about armed conflict."""

from __future__ import annotations
