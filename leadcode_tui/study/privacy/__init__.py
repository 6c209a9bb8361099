"""People out of a study: names replaced by pseudonyms, and participants who withdrew."""
