"""Transcripts corrected after coding began, with every decision on the words it was made on."""
