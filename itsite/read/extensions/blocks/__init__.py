"""Blocks in Markdown: found with their lines, their options checked, built into the page. What each one is stands in itsite/read/blocks/."""
