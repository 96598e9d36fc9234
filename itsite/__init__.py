"""itsite: a static-site generator for an IT department's branded internal website."""

__version__ = "0.1.0"
