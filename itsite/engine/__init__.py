"""Machinery that knows nothing of sites: running steps, digests, locks, publishing."""
