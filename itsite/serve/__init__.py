"""The live preview: the site of this moment, rendered on demand, in a server for one person on this machine."""
