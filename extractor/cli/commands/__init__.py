"""The signatures of the commands, a module for each group; what they do is imported when run."""
