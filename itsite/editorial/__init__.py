"""The editorial plan: what went out, what is coming, which promised rhythm is kept."""
