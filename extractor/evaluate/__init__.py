"""Predictions beside gold: scores, misses, comparison, floors."""
