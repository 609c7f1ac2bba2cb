#!/usr/bin/env python3
"""Makes what each reader of perusal is fed at first out of the samples of the tests: a folder a reader.
Usage: seeds.py FOLDER"""

import sys, zipfile
from pathlib import Path

TESTS = Path(__file__).parent.parent
SEEDS = {
    "any": ["samples/*"],
    "plain": ["texts/*"],
    "marked": ["texts/*", "../assets/articles/*"],
    "html": ["samples/*html"],
    "markdown": ["samples/*.md"],
    "pdf": ["samples/*.pdf"],
    "feed": ["samples/*.xml"],
    "json_feed": ["samples/feed.json"],
    "records": ["samples/*.jsonl"],
    "mail": ["samples/*.eml"],
    "mailbox": ["samples/*.mbox"],
    "epub": ["samples/*.epub"],
    "docx": ["samples/*.docx"],
    "odt": ["samples/*.odt"],
}


# Parts that no reader looks into.
IDLE = ("settings.xml", "Settings.xml", "theme1.xml", "fontTable.xml", "app.xml", "custom.xml", ".rdf", ".css")
# Of long lists of styles the beginning will do, up to the first of these; what ends the part then.
STYLES = {
    "word/styles.xml": (b"</w:style>", b"</w:styles>"),
    "styles.xml": (b"</style:style>", b"</office:styles></office:document-styles>"),
}


def unpacked(path):
    """The parts of an archive that hold text, as the harness packs them again."""
    parts = []
    with zipfile.ZipFile(path) as archive:
        for name in (name for name in archive.namelist() if not name.endswith(IDLE)):
            content = archive.read(name)
            if name in STYLES:
                end, root = STYLES[name]
                content = content[: content.index(end, 4000)] + end + root
            if b"\0" not in content:
                parts.append(b"@@" + name.encode() + b"\n" + content)
    return b"\n".join(parts)


def pdf():
    """A PDF whose page is legible, as the sample's is not."""
    page = b"BT /F1 20 Tf 60 700 Td (Robots on the ward) Tj /F1 10 Tf 0 -40 Td (Nurses fear job) Tj 0 -14 Td [(cu) -20 (ts.)] TJ\n1 0 0 1 60 600 Tm T* <48> Tj ET\n"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%bendstream" % (len(page), page),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>",
        b"<</Length 69>>stream\nbegincmap 1 beginbfrange <41> <5a> <0041> endbfrange endcmap        \nendstream",
    ]
    file, table = b"%PDF-1.4\n", b"xref\n0 7\n0000000000 65535 f \n"
    for number, content in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(file)
        file += b"%d 0 obj%bendobj\n" % (number, content)
    return file + table + b"trailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(file)


def main(folder):
    for reader, patterns in SEEDS.items():
        home = Path(folder, reader)
        home.mkdir(parents=True, exist_ok=True)
        for path in (path for pattern in patterns for path in TESTS.glob(pattern)):
            (home / path.name).write_bytes(path.read_bytes())
            if reader != "any" and zipfile.is_zipfile(path):
                (home / f"{path.name}.parts").write_bytes(unpacked(path))
    Path(folder, "pdf", "legible.pdf").write_bytes(pdf())


if __name__ == "__main__":
    main(sys.argv[1])
