"""The search of the site: what is searched for, and the index that browsers search in."""
