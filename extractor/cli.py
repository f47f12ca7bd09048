def main() -> None:
    """The `vnfigures` command."""
