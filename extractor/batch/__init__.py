"""Whole archives: shards, workers, and a manifest by which a broken run goes on where it stopped.

The parent reads the source and cuts it into shards; workers turn each into lines; the parent
writes the lines in the order of the source. So the output does not depend on the workers, and
what stands in it is always a beginning of the complete one.
"""
