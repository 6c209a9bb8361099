"""Code interview transcripts in the terminal, and measure how far two coders agree."""

__version__ = "0.1.0"
