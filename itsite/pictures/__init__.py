"""Pictures of pixels: looked into, made smaller, freed of what cameras write into them. The only place that knows Pillow, which loads late."""
