#!/usr/bin/env python3
"""Fine-tune a sentence encoder (BERT or MPNet weights in safetensors) on labelled sentences and write its logits.

The lower layers stay frozen and their output is kept in memory, the upper ones and a linear head over the mean
vector are trained. Not reproducible bit for bit (torch, BLAS); what the project builds on are the logits it writes.
"""
import argparse, copy, json, math, pathlib, random, time
import numpy as np, torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

KINDS = ("concern", "opportunity")


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, dim, heads, inner, eps):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(dim, dim) for _ in range(4))
        self.up, self.down = nn.Linear(dim, inner), nn.Linear(inner, dim)
        self.norm1, self.norm2 = nn.LayerNorm(dim, eps), nn.LayerNorm(dim, eps)
        self.heads = heads
        self.drop = 0.1

    def forward(self, h, bias):
        b, n, d = h.shape
        split = lambda x: x.view(b, n, self.heads, d // self.heads).transpose(1, 2)
        a = F.scaled_dot_product_attention(split(self.q(h)), split(self.k(h)), split(self.v(h)), attn_mask=bias)
        a = self.o(a.transpose(1, 2).reshape(b, n, d))
        h = self.norm1(h + F.dropout(a, self.drop, self.training))
        f = self.down(F.gelu(self.up(h)))
        return self.norm2(h + F.dropout(f, self.drop, self.training))


class Encoder(nn.Module):
    """Embeddings and layers of a BERT or MPNet model, read from its folder."""

    def __init__(self, folder):
        super().__init__()
        folder = pathlib.Path(folder)
        c = json.loads((folder / "config.json").read_text())
        w = load_file(folder / "model.safetensors")
        self.kind, self.dim, self.heads = c["model_type"], c["hidden_size"], c["num_attention_heads"]
        eps = c.get("layer_norm_eps", 1e-12)
        self.words, self.positions = w["embeddings.word_embeddings.weight"], w["embeddings.position_embeddings.weight"]
        self.types = w.get("embeddings.token_type_embeddings.weight")
        self.norm = nn.LayerNorm(self.dim, eps)
        self.norm.weight.data, self.norm.bias.data = w["embeddings.LayerNorm.weight"], w["embeddings.LayerNorm.bias"]
        self.relative = w.get("encoder.relative_attention_bias.weight")
        mp = self.kind == "mpnet"
        names = dict(q="attention.attn.q", k="attention.attn.k", v="attention.attn.v", o="attention.attn.o", norm1="attention.LayerNorm") if mp else dict(
            q="attention.self.query", k="attention.self.key", v="attention.self.value", o="attention.output.dense", norm1="attention.output.LayerNorm")
        names |= dict(up="intermediate.dense", down="output.dense", norm2="output.LayerNorm")
        self.layers = nn.ModuleList()
        for i in range(c["num_hidden_layers"]):
            l = Layer(self.dim, self.heads, c["intermediate_size"], eps)
            for ours, theirs in names.items():
                m = getattr(l, ours)
                m.weight.data, m.bias.data = w[f"encoder.layer.{i}.{theirs}.weight"], w[f"encoder.layer.{i}.{theirs}.bias"]
            self.layers.append(l)
        self.tok = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tok.no_padding(); self.tok.enable_truncation(64)

    def bias(self, mask):
        """Additive attention mask, with MPNet's relative position buckets."""
        b = (1 - mask[:, None, None, :].float()) * -1e9
        if self.relative is None:
            return b
        n = mask.shape[1]
        d = -(torch.arange(n)[None, :] - torch.arange(n)[:, None])
        bucket, d = (d < 0).long() * 16, d.abs()
        large = 8 + (torch.log(d.float().clamp(min=1) / 8) / math.log(128 / 8) * 8).long()
        bucket += torch.where(d < 8, d, large.clamp(max=15))
        return b + self.relative[bucket].permute(2, 0, 1)[None]

    def embed(self, ids):
        n = ids.shape[1]
        h = F.embedding(ids, self.words) + (self.positions[2:n + 2] if self.kind == "mpnet" else self.positions[:n])
        return self.norm(h if self.types is None else h + self.types[0])


class Model(nn.Module):
    """The upper layers and the head; what is trained."""

    def __init__(self, enc, frozen):
        super().__init__()
        self.layers, self.head, self.drop = nn.ModuleList(copy.deepcopy(l) for l in list(enc.layers)[frozen:]), nn.Linear(enc.dim, 2), nn.Dropout(0.2)

    def forward(self, h, bias, mask):
        for l in self.layers:
            h = l(h, bias)
        m = mask[:, :, None].float()
        return self.head(self.drop((h * m).sum(1) / m.sum(1)))


def groups(lengths, size, rng=None):
    """Batches of indices of like length."""
    ix = list(range(len(lengths)))
    if rng:
        rng.shuffle(ix)
    wide, out = (size * 8 if rng else len(ix)), []
    for i in range(0, len(ix), wide):
        c = sorted(ix[i:i + wide], key=lambda j: lengths[j])
        out += [c[j:j + size] for j in range(0, len(c), size)]
    if rng:
        rng.shuffle(out)
    return out


def lower(enc, frozen, texts, size=32):
    """Hidden states below the trained layers, one half-precision array a text."""
    ids = [e.ids for e in enc.tok.encode_batch(texts)]
    out = [None] * len(ids)
    with torch.no_grad():
        for c in groups([len(x) for x in ids], size):
            x, m = padded([ids[j] for j in c])
            h, b = enc.embed(x), enc.bias(m)
            for l in list(enc.layers)[:frozen]:
                h = l(h, b)
            for k, j in enumerate(c):
                out[j] = h[k, :len(ids[j])].half().numpy()
    return out


def padded(ids):
    n = max(map(len, ids))
    x, m = torch.ones(len(ids), n, dtype=torch.long), torch.zeros(len(ids), n, dtype=torch.long)
    for k, i in enumerate(ids):
        x[k, :len(i)], m[k, :len(i)] = torch.tensor(i), 1
    return x, m


def batch(H, c):
    n = max(len(H[j]) for j in c)
    h, m = torch.zeros(len(c), n, H[c[0]].shape[1]), torch.zeros(len(c), n, dtype=torch.long)
    for k, j in enumerate(c):
        h[k, :len(H[j])], m[k, :len(H[j])] = torch.from_numpy(H[j].astype(np.float32)), 1
    return h, m


def predict(enc, model, H):
    model.eval()
    out = np.zeros((len(H), 2), np.float32)
    with torch.no_grad():
        for c in groups([len(h) for h in H], 32):
            h, m = batch(H, c)
            out[c] = model(h, enc.bias(m), m).numpy()
    return out


def fit(enc, H, y, w, o, each=None):
    torch.manual_seed(o.seed)
    rng = random.Random(o.seed)
    model = Model(enc, o.frozen)
    opt = torch.optim.AdamW([dict(params=model.layers.parameters(), lr=o.rate), dict(params=model.head.parameters(), lr=1e-3)], weight_decay=0.01)
    steps = o.epochs * math.ceil(len(H) / 24)
    plan = torch.optim.lr_scheduler.LambdaLR(opt, lambda t: min(1, (t + 1) / 60) * max(0.0, 1 - t / steps))
    y, w = torch.tensor(y, dtype=torch.float), torch.tensor(w, dtype=torch.float)
    for epoch in range(o.epochs):
        model.train(); began, total = time.time(), 0.0
        for c in groups([len(h) for h in H], 24, rng):
            h, m = batch(H, c)
            loss = (F.binary_cross_entropy_with_logits(model(h, enc.bias(m), m), y[c] * 0.94 + 0.03, reduction="none").mean(1) * w[c]).mean()
            loss.backward(); nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step(); plan.step(); opt.zero_grad()
            total += loss.item() * len(c)
        print(f"epoch {epoch} loss {total / len(H):.4f} {time.time() - began:.0f}s", flush=True)
        if each:
            each(model)
        torch.save(model.state_dict(), pathlib.Path(o.out) / f"epoch{epoch}.pt")
    return model


def score(y, z):
    """F1 per kind at zero and at the best threshold, average precision."""
    out = []
    for k in range(2):
        g, s = y[:, k], z[:, k]
        order = np.argsort(-s, kind="stable"); tp = np.cumsum(g[order]); n = np.arange(1, len(g) + 1)
        f = 2 * tp / (n + g.sum()); p = s > 0
        ap = ((tp / n) * g[order]).sum() / max(g.sum(), 1)
        out.append(f"{KINDS[k][0]} F0 {2 * (g * p).sum() / max(1, g.sum() + p.sum()):.3f} best {f.max():.3f} at {s[order][f.argmax()]:+.2f} AP {ap:.3f}")
    return "  ".join(out)


def rows(path):
    return [json.loads(l) for l in open(path, encoding="utf-8") if l.strip()]


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("encoder", help="folder with config.json, tokenizer.json, model.safetensors")
    a.add_argument("out", help="folder for the logits")
    a.add_argument("--train", nargs="+", required=True, help="labelled JSON lines; path or path=weight")
    a.add_argument("--hold", type=int, default=0, help="leave out the fold of sources with hash %% 5 == 0 (1: yes)")
    a.add_argument("--measure", nargs="*", default=[])
    a.add_argument("--logits", nargs="*", default=[], help="JSON lines to write logits for")
    a.add_argument("--frozen", type=int, default=0)
    a.add_argument("--epochs", type=int, default=4)
    a.add_argument("--rate", type=float, default=6e-5)
    a.add_argument("--seed", type=int, default=0)
    a.add_argument("--int8", action="store_true", help="frozen layers, and all of them when writing logits, in 8-bit arithmetic")
    a.add_argument("--load", help="take this model.pt instead of training one")
    a.add_argument("--threads", type=int, default=2)
    o = a.parse_args()
    torch.set_num_threads(o.threads)
    out = pathlib.Path(o.out); out.mkdir(parents=True, exist_ok=True)
    enc = Encoder(o.encoder).eval()
    if o.int8:
        for i in range(o.frozen):
            enc.layers[i] = eight_bit(enc.layers[i])
    if o.load:
        model = Model(enc, o.frozen)
        model.load_state_dict(torch.load(o.load, weights_only=True))
        return write_logits(enc, model, o, out)
    data, weight = [], []
    for p in o.train:
        path, _, w = p.partition("=")
        r = rows(path); data += r; weight += [float(w or 1)] * len(r)
    held = [i for i, r in enumerate(data) if "source" in r and zfold(r["source"]) == 0]
    began = time.time()
    H = lower(enc, o.frozen, [r["text"] for r in data]); print(f"lower layers {time.time() - began:.0f}s", flush=True)
    y = np.array([[r[k] for k in KINDS] for r in data], np.float32)
    sets = {pathlib.Path(p).stem: rows(p) for p in o.measure}
    MH = {n: (lower(enc, o.frozen, [r["text"] for r in R]), np.array([[r[k] for k in KINDS] for r in R])) for n, R in sets.items()}
    train = [i for i in range(len(data)) if not o.hold or i not in set(held)]

    def each(model):
        if o.hold:
            z = predict(enc, model, [H[i] for i in held]); np.save(out / "held.npy", z); print("   held ", score(y[held], z), flush=True)
        for n, (h, g) in MH.items():
            z = predict(enc, model, h); np.save(out / f"{n}.npy", z); print(f"   {n:5}", score(g, z), flush=True)

    model = fit(enc, [H[i] for i in train], y[train], np.array(weight)[train], o, each)
    torch.save(model.state_dict(), out / "model.pt")
    del H
    write_logits(enc, model, o, out)


def write_logits(enc, model, o, out):
    """One file of logits for each set of sentences."""
    if o.int8:
        for i, l in enumerate(model.layers):
            model.layers[i] = eight_bit(l)
    for p in o.logits:
        texts, began = [r["text"] for r in rows(p)], time.time()
        z = np.zeros((len(texts), 2), np.float32)
        for i in range(0, len(texts), 1000):
            z[i:i + 1000] = predict(enc, model, lower(enc, o.frozen, texts[i:i + 1000]))
        np.save(out / (pathlib.Path(p).stem + ".npy"), z)
        print(f"logits {p} {time.time() - began:.0f}s", flush=True)


def eight_bit(layer):
    """The layer with its matrices in 8 bits, one scale a row, activations scaled as they come."""
    torch.backends.quantized.engine = "onednn"
    how = {nn.Linear: torch.ao.quantization.per_channel_dynamic_qconfig}
    return torch.ao.quantization.quantize_dynamic(layer.eval(), how, dtype=torch.qint8)


def zfold(source):
    """Which of five folds a source belongs to, the same in every run."""
    h = 0xcbf29ce484222325
    for b in source.encode():
        h = (h ^ b) * 0x100000001b3 % (1 << 64)
    return (h >> 20) % 5


if __name__ == "__main__":
    main()
