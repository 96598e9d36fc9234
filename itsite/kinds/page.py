"""A plain page: whatever has no kind of its own."""

from itsite.model.kind import Kind

KIND = Kind(
    name="page",
    sample={
        "en": "What is this page for? Say it in one sentence.\n\n## What you can do here\n\n1. First step\n2. Second step\n",
        "de": "Wozu dient diese Seite? Sagen Sie es in einem Satz.\n\n## Was Sie hier tun können\n\n1. Erster Schritt\n2. Zweiter Schritt\n",
    },
)
