"""Files that lose nothing: coder files and their histories, transcripts, locks.

Import from the modules: `leadcode agree` reads coder files without tinydb and filelock.
"""
