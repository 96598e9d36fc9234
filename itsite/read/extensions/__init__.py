"""In-house extensions of Python-Markdown, one a file."""
