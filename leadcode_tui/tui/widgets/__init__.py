"""Widgets of ours on Textual's line API: they get plain rows and repaint what differs."""
