"""Results as a table for people, or as JSON and CSV for programs.

Import from the modules: JSON starts no rich.
"""
