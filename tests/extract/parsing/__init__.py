"""Tests of kb.extract.parsing."""
