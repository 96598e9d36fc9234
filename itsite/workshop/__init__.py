"""Work on themes: starting one, replacing a file of another, seeing what has changed since, and looking at all of it on one page."""
