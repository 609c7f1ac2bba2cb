#!/usr/bin/env python3
"""Write the pieces of sentences (first half, second half, middle) that the student is also trained on, one a line.

The same cuts as `data::pieces` of the trainer makes; pieces of held-out sources are left out.
"""
import argparse, json
from teach import rows, zfold

ENOUGH = 12


def pieces(text):
    words = text.split()
    if len(words) < ENOUGH:
        return []
    half, quarter = len(words) // 2, len(words) // 4
    return [" ".join(w) for w in (words[:half], words[half:], words[quarter:len(words) - quarter])]


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--sets", nargs="+", required=True, help="JSON lines with text and perhaps source")
    a.add_argument("--out", required=True)
    o = a.parse_args()
    texts = [r["text"] for p in o.sets for r in rows(p) if "source" not in r or zfold(r["source"])]
    found = dict.fromkeys(piece for t in texts for piece in pieces(t))
    with open(o.out, "w", encoding="utf-8") as f:
        f.writelines(json.dumps({"text": t}, ensure_ascii=False) + "\n" for t in found)
    print(len(found), "pieces")


if __name__ == "__main__":
    main()
