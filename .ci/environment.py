"""A check's own Python environment, kept below the target directory, with packages of PyPI by their versions."""

import os, subprocess, sys, venv
from pathlib import Path


def folder():
    """Where environments are kept."""
    root = Path(__file__).resolve().parent.parent
    return Path(os.environ.get("CARGO_TARGET_DIR", root / "target")) / "python"


def inside(name, packages, files=(), bare=()):
    """Goes on in the environment of that name, made now if it is not there, with these packages; `files` are
    tried in their place. Those in `bare` come without what they ask for. False where they cannot be had, as without a network."""
    home = (folder() / name).resolve()
    if Path(sys.prefix).resolve() == home:
        return True
    python, done = home / "bin" / "python", home / "installed"
    wanted = "\n".join([*packages, *bare])
    if not done.exists() or done.read_text() != wanted:
        venv.create(home, with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        for these in filter(None, [[*map(str, files or packages)], ["--no-deps", *bare] if bare else []]):
            if subprocess.run(pip + these).returncode != 0:
                return False
        done.write_text(wanted)
    os.execv(python, [str(python), *sys.argv])
