"""Extraction over HTTP for other systems: `vnfigures serve`.

Import from the modules: `extractor.service.app.create_app` makes the application.
`extractor.service.settings` is free of FastAPI, so that the command line starts quickly.
"""
