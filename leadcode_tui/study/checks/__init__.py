"""Whether every file of a study is sound, and what can be put right."""
