"""Archives of records in SQLite or PostgreSQL, through one schema.

Import from the modules: `extractor.store.archive.Archive` opens, saves, reads back and asks.
`extractor.store.address` is free of SQLAlchemy, so that the command line starts quickly.
"""
