"""A file that appears under its name only when it is complete."""

from __future__ import annotations

from pathlib import Path


def partial_path(path: Path) -> Path:
    """Where the output grows until it is done: same folder, so that the rename is atomic.

    A device or a pipe is written to directly, and a link is followed.
    """
    if path.exists() and not path.is_file():
        return path
    real = path.resolve() if path.is_symlink() else path
    return real.with_name(real.name + ".part")


def settle(path: Path) -> None:
    """Give the grown output its own name, replacing an earlier one."""
    partial = partial_path(path)
    if partial != path:
        partial.replace(path.resolve() if path.is_symlink() else path)
