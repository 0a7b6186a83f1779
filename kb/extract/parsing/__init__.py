"""Parsing: spaCy's English model, run with little more than what its layers compute.

For one sentence, two thirds of the time of spaCy's own pipeline go into what only training needs,
into matching 179 patterns and into taking the interpreter's lock; the modules here do without and
give the same answers bit by bit, which the tests hold against spaCy's.
"""
