"""Use cases that both front ends call: open a study, import, code, compare.

Import from the modules: each starts only what it needs.
"""
