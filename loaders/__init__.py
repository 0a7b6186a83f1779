"""Loaders: files, folders and standard input to articles, one format a module."""

from loaders.base import Loader, LoadOptions, Source
from loaders.read import read_articles
from loaders.registry import Registry

__all__ = ["LoadOptions", "Loader", "Registry", "Source", "read_articles"]
