"""The nouns: frozen values that every stage speaks of, and the interfaces of a kind, a channel and a check."""
