"""Screens: the coding screen, and the help over it."""
