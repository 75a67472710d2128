"""Reads the weights of a TensorFlow checkpoint (format V2) without TensorFlow.

The index is a table of sorted keys as LevelDB has it, each with a protocol buffer that says where the tensor lies in the data file:
tensorflow/core/util/tensor_bundle and tensorflow/core/lib/io/table_format describe both. Only float32 of one shard is read.
"""

import struct

import numpy as np

FOOTER = 48
MAGIC = 0xDB4775248B80FB57
BLOCK_TRAILER = 5
FLOAT = 1


def read(folder):
    """Arrays by the variables' names, of the checkpoint that `folder` has with an empty prefix."""
    index = (folder / ".index").read_bytes()
    data = (folder / ".data-00000-of-00001").read_bytes()
    if struct.unpack("<Q", index[-8:])[0] != MAGIC:
        raise ValueError(f"{folder} has no index of a TensorFlow checkpoint.")
    weights = {}
    for _, handle in _entries(index, *_footer(index)):
        for name, entry in _entries(index, *_handle(handle)):
            if name and (array := _array(_fields(entry), data)) is not None:
                weights[name.decode()] = array
    return weights


def _footer(index):
    """Where the index of blocks is: behind the handle of the one before it, which is of no account here."""
    footer = index[-FOOTER:]
    at = 0
    for _ in range(2):
        _, at = _varint(footer, at)
    return _handle(footer[at:])


def _handle(data):
    offset, at = _varint(data, 0)
    size, _ = _varint(data, at)
    return offset, size


def _entries(index, offset, size):
    """Keys and values of a block; a key names how much of the one before it shares."""
    if index[offset + size] != 0:
        raise ValueError("The index is compressed, which is not read here.")
    block = index[offset : offset + size]
    restarts = struct.unpack("<I", block[-4:])[0]
    at, end, key = 0, size - 4 - 4 * restarts, b""
    while at < end:
        shared, at = _varint(block, at)
        fresh, at = _varint(block, at)
        length, at = _varint(block, at)
        key = key[:shared] + block[at : at + fresh]
        at += fresh
        yield key, block[at : at + length]
        at += length


def _array(entry, data):
    if entry.get(1) != FLOAT or entry.get(3, 0) != 0:
        return None
    shape = [_fields(size).get(1, 0) for size in entry.get("repeated", [])]
    values = np.frombuffer(data, "<f4", entry[5] // 4, entry.get(4, 0))
    return values.reshape(shape)


def _fields(message):
    """Fields of a BundleEntryProto: 1 type, 3 shard, 4 offset, 5 size; the sizes of the shape (2) under `repeated`."""
    fields, at = {}, 0
    while at < len(message):
        tag, at = _varint(message, at)
        number, kind = tag >> 3, tag & 7
        if kind == 0:
            fields[number], at = _varint(message, at)
        elif kind == 2:
            length, at = _varint(message, at)
            if number == 2:
                fields.setdefault("repeated", []).extend(_messages(message[at : at + length]) or [])
            at += length
        else:
            at += {1: 8, 5: 4}[kind]
    return fields


def _messages(data):
    found, at = [], 0
    while at < len(data):
        tag, at = _varint(data, at)
        if tag & 7 != 2:
            return found
        length, at = _varint(data, at)
        found.append(data[at : at + length])
        at += length
    return found


def _varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
