"""A local web app in which people read, check and correct what was extracted.

Import from the modules: `extractor.review.app.create_app` makes the application,
`extractor.review.report.write_report` one self-contained page.
"""
