"""A place × period table of one indicator from an archive, with the source of every cell."""
