"""kb: an event timeline and knowledge base on a graph database.

`kb.KnowledgeBase` is what programs use; `kb --help` is the command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kb.knowledge import KnowledgeBase

    __version__: str

__all__ = ["KnowledgeBase", "__version__"]


def __getattr__(name: str) -> Any:
    """Import on first use: every `kb …` command pays for what stands here."""
    if name == "__version__":
        from importlib.metadata import version

        return version("kb")
    if name == "KnowledgeBase":
        from kb.knowledge import KnowledgeBase

        return KnowledgeBase
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
