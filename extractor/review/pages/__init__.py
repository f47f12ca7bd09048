"""The pages, each group with its routes."""
