"""From pages that know nothing of each other to one linked site."""
