"""The everyday part of Markdown straight to HTML, the same that Python-Markdown makes of it; whatever is unusual is left to Python-Markdown."""
