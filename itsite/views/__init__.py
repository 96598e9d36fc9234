"""What each template may see: one frozen view per output, made from the linked site."""
