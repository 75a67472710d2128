"""Weights are read from TensorFlow's own format, written here by hand."""

import struct

import numpy as np
import pytest

from genretrain import checkpoint


def varint(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out + bytes([value]))


def block(entries):
    """Entries that share nothing, one restart, uncompressed, with room for a checksum."""
    body = b"".join(varint(0) + varint(len(key)) + varint(len(value)) + key + value for key, value in entries)
    return body + struct.pack("<II", 0, 1) + b"\0" + b"\0\0\0\0"


def described(shape, offset, size, kind=1):
    sizes = b"".join(b"\x12" + varint(len(dim)) + dim for dim in (b"\x08" + varint(n) for n in shape))
    place = b"\x20" + varint(offset) if offset else b""
    return b"\x08" + varint(kind) + b"\x12" + varint(len(sizes)) + sizes + place + b"\x28" + varint(size)


def write(folder, entries, data):
    first = block(entries)
    second = block([(b"z", varint(0) + varint(len(first) - checkpoint.BLOCK_TRAILER))])
    handles = varint(0) + varint(0) + varint(len(first)) + varint(len(second) - checkpoint.BLOCK_TRAILER)
    footer = handles.ljust(checkpoint.FOOTER - 8, b"\0") + struct.pack("<Q", checkpoint.MAGIC)
    (folder / ".index").write_bytes(first + second + footer)
    (folder / ".data-00000-of-00001").write_bytes(data)


def test_reads_arrays_by_name_and_leaves_out_what_is_no_float(tmp_path):
    kernel = np.arange(300, dtype="<f4").reshape(2, 150)
    bias = np.array([7], dtype="<f4")
    entries = [
        (b"", b"\x08\x01"),
        (b"bias", described([1], kernel.nbytes, 4)),
        (b"kernel", described([2, 150], 0, kernel.nbytes)),
        (b"step", described([], kernel.nbytes + 4, 8, kind=9)),
    ]
    write(tmp_path, entries, kernel.tobytes() + bias.tobytes() + bytes(8))
    weights = checkpoint.read(tmp_path)
    assert sorted(weights) == ["bias", "kernel"]
    assert np.array_equal(weights["kernel"], kernel)
    assert np.array_equal(weights["bias"], bias)


def test_refuses_another_file(tmp_path):
    (tmp_path / ".index").write_bytes(bytes(100))
    (tmp_path / ".data-00000-of-00001").write_bytes(b"")
    with pytest.raises(ValueError, match="no index"):
        checkpoint.read(tmp_path)
