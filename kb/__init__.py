"""kb: an event timeline and knowledge base on a graph database."""

from __future__ import annotations

from importlib.metadata import version

__version__ = version("kb")
