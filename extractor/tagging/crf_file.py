"""A CRFsuite model file (`lCRF`) read into dictionaries: attributes, labels and weights."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

MAGIC = b"lCRF"
# Of the 48 bytes at the file's head, where the features, labels and attributes begin.
PLACES = struct.Struct("<28xIII8x")
FEATURE = struct.Struct("<IIId")
# A string table has a head of 24 bytes; its last field says where the records are listed by id.
TABLE_HEAD = struct.Struct("<4sIIIII")
RECORD_HEAD = struct.Struct("<II")
STATE = 0


@dataclass(frozen=True, slots=True)
class CrfFile:
    """The content of a model: `states[attribute][label]` and `moves[before][after]` are weights."""

    labels: tuple[str, ...]
    states: dict[str, list[float]]
    moves: list[list[float]]


def read_crf(path: Path) -> CrfFile:
    """The weights of the model at `path`."""
    data = path.read_bytes()
    features_at, labels_at, attributes_at = _places(path, data)
    labels = _read_strings(data, labels_at)
    attributes = _read_strings(data, attributes_at)
    states = [[0.0] * len(labels) for _ in attributes]
    moves = [[0.0] * len(labels) for _ in labels]
    count = struct.unpack_from("<I", data, features_at + 8)[0]
    begin = features_at + 12
    for kind, source, target, weight in FEATURE.iter_unpack(data[begin : begin + 20 * count]):
        (states if kind == STATE else moves)[source][target] = weight
    return CrfFile(tuple(labels), dict(zip(attributes, states, strict=True)), moves)


def read_attributes(path: Path) -> list[str]:
    """The feature strings that the model at `path` has weights for; it ignores all others."""
    data = path.read_bytes()
    return _read_strings(data, _places(path, data)[2])


def _places(path: Path, data: bytes) -> tuple[int, int, int]:
    if not data.startswith(MAGIC):
        raise ValueError(f"{path} begins with {data[:4]!r}; a CRFsuite model begins with {MAGIC!r}")
    features, labels, attributes = PLACES.unpack_from(data)
    return features, labels, attributes


def _read_strings(data: bytes, at: int) -> list[str]:
    """The strings of the table at `at`, by id."""
    _, _, _, _, count, back_at = TABLE_HEAD.unpack_from(data, at)
    strings = []
    for offset in struct.unpack_from(f"<{count}I", data, at + back_at):
        record = at + offset
        size = RECORD_HEAD.unpack_from(data, record)[1]
        begin = record + RECORD_HEAD.size
        # The size counts the closing NUL.
        strings.append(data[begin : begin + size - 1].decode("utf-8"))
    return strings
