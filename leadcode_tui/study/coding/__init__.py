"""A coder at work: a session from its opening to its end, and all that it knows on the way."""
