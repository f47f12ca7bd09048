"""Rule data of vnfigures: TOML and TSV files, no logic."""
