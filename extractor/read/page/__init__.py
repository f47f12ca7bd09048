"""A web page taken apart: its article's text, title, author and hour of publication."""
