"""Builds that make only what has changed: what a build remembers, and what follows from it for the next one."""
