#!/usr/bin/env python3
"""Write the soft labels: for every sentence its hash, the mean of the teachers' logits in sixteenths, and flags.

Flags: 1 someone labelled it, 2 as concern, 4 as opportunity, 8 held out for limits, 16 the teachers saw it.
The text itself is not in the file.
"""
import argparse, json, pathlib, struct
import numpy as np
from teach import KINDS, rows, zfold


def key(text):
    h = 0xcbf29ce484222325
    for b in text.encode():
        h = (h ^ b) * 0x100000001b3 % (1 << 64)
    return h


def teacher(given):
    """Folder, factor, what is added, and the logits by sentence if they come in blocks."""
    folder, _, how = given.partition("=")
    numbers = [float(x) for x in how.split(",")] if how else [1.0]
    folder = pathlib.Path(folder)
    blocks = {t: (c, p) for f in sorted(folder.glob("*.json")) for t, c, p in json.loads(f.read_text())}
    return folder, numbers[0], np.array((numbers[1:] + [0.0, 0.0])[:2]), blocks


def mean(teachers, path, data):
    """The mean logits of a set's sentences and how many teachers gave one."""
    z, n = np.zeros((len(data), 2)), np.zeros((len(data), 1))
    for folder, factor, shift, blocks in teachers:
        f = folder / (pathlib.Path(path).stem + ".npy")
        if blocks:
            v = np.array([blocks.get(r["text"], (np.nan, np.nan)) for r in data])
        elif f.exists():
            v = np.load(f).astype(float)
        else:
            continue
        v = v * factor + shift
        ok = ~np.isnan(v[:, :1])
        z += np.where(ok, v, 0); n += ok
    return z / np.maximum(n, 1), n


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--sets", nargs="+", required=True, help="JSON lines; of equal sentences the first counts")
    a.add_argument("--labelled", nargs="*", default=[], help="further labels for sentences of these sets")
    a.add_argument("--logits", nargs="*", default=[], help="folders of teachers, each with blocks of logits.py or <set>.npy; FOLDER=FACTOR,C,O multiplies"
                   " by the factor and adds C and O for concern and opportunity")
    a.add_argument("--else", nargs="*", default=[], dest="others", help="teachers asked only where the others are silent")
    a.add_argument("--no-hold", action="store_true")
    a.add_argument("--out", required=True)
    o = a.parse_args()
    further = {key(r["text"]): r for p in o.labelled for r in rows(p)}
    records = {}
    teachers, others = [teacher(t) for t in o.logits], [teacher(t) for t in o.others]
    for p in o.sets:
        data = rows(p)
        z, n = mean(teachers, p, data)
        z2, n2 = mean(others, p, data)
        z, n = np.where(n > 0, z, z2), n + n2
        q = np.clip(np.round(z * 16), -127, 127).astype(int)
        for r, v, m in zip(data, q, n[:, 0]):
            k = key(r["text"])
            if k in records:
                continue
            gold = r if "concern" in r else further.get(k)
            flags = 16 if m else 0
            if gold:
                flags |= 1 | 2 * gold["concern"] | 4 * gold["opportunity"]
            if not o.no_hold and "source" in r and zfold(r["source"]) == 0:
                flags |= 8
            if flags:
                records[k] = (int(v[0]), int(v[1]), flags)
    with open(o.out, "wb") as f:
        f.write(b"PTAGT001" + struct.pack("<I", len(records)))
        for k in sorted(records):
            f.write(struct.pack("<QbbB", k, *records[k]))
    print(len(records), "sentences", pathlib.Path(o.out).stat().st_size, "bytes")


if __name__ == "__main__":
    main()
