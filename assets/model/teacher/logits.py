#!/usr/bin/env python3
"""Write a fine-tuned teacher's logits for many sentences, a thousand at a time, in an order of chance.

What is done is kept: started again it goes on where it stopped, and what there is can be used at any time. Sentences
that nobody has labelled come first, for it is there that a teacher tells something new.
"""
import argparse, json, pathlib, random, time
import numpy as np, torch
from teach import Encoder, Model, lower, predict, rows


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("encoder", help="folder with config.json, tokenizer.json, model.safetensors")
    a.add_argument("model", help="model.pt of teach.py")
    a.add_argument("out", help="folder for the blocks")
    a.add_argument("--frozen", type=int, required=True, help="as when it was trained")
    a.add_argument("--sets", nargs="+", required=True, help="JSON lines with text")
    a.add_argument("--last", nargs="*", default=[], help="JSON lines whose sentences come last")
    a.add_argument("--threads", type=int, default=2)
    o = a.parse_args()
    torch.set_num_threads(o.threads)
    enc = Encoder(o.encoder).eval()
    model = Model(enc, o.frozen)
    model.load_state_dict(torch.load(o.model, weights_only=True))
    out = pathlib.Path(o.out); out.mkdir(parents=True, exist_ok=True)
    texts = list(dict.fromkeys(r["text"] for p in o.sets for r in rows(p)))
    late = {r["text"] for p in o.last for r in rows(p)}
    random.Random(8).shuffle(texts)
    texts.sort(key=lambda t: t in late)
    began = time.time()
    for n in range(0, len(texts), 1000):
        f = out / f"{n // 1000:03d}.json"
        if f.exists():
            continue
        block = sorted(texts[n:n + 1000], key=len)
        z = np.concatenate([predict(enc, model, lower(enc, o.frozen, block[i:i + 500])) for i in range(0, len(block), 500)])
        f.write_text(json.dumps([[t, float(c), float(p)] for t, (c, p) in zip(block, z)], ensure_ascii=False))
        print(f"{n + len(block)} of {len(texts)} {time.time() - began:.0f}s", flush=True)


if __name__ == "__main__":
    main()
