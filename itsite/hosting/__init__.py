"""What web servers are told about a finished site."""
