"""When Python looks for what can be collected."""

import gc

# Conversion makes many short-lived trees: the collector would walk all finished pages again and again.
COLLECT_AFTER = 1_000_000


def collect_rarely() -> None:
    """Turns the collector on for work on a whole site."""
    gc.set_threshold(COLLECT_AFTER, 20, 100)
    gc.enable()
