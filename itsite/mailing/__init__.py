"""A newsletter issue as a mail, and its sending."""
