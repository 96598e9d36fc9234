"""The plan of what comes out when: for those who write, never for the site."""
