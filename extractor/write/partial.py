"""A file that appears under its name only when it is complete."""

from __future__ import annotations

from pathlib import Path


def partial_path(path: Path) -> Path:
    """Where the output grows until it is done: same folder, so that the rename is atomic."""
    return path.with_name(path.name + ".part")


def settle(path: Path) -> None:
    """Give the grown output its own name, replacing an earlier one."""
    partial_path(path).replace(path)
