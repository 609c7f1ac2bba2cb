"""A check's own Python environment, kept below the target directory, with packages of PyPI by their versions."""

import os, subprocess, sys, venv
from pathlib import Path


def folder():
    """Where environments are kept."""
    root = Path(__file__).resolve().parent.parent
    return Path(os.environ.get("CARGO_TARGET_DIR", root / "target")) / "python"


def inside(name, packages, files=()):
    """Goes on in the environment of that name, made now if it is not there, with these packages; `files` are
    tried in their place. False where they cannot be had, as without a network."""
    home = (folder() / name).resolve()
    if Path(sys.prefix).resolve() == home:
        return True
    python, done = home / "bin" / "python", home / "installed"
    wanted = "\n".join(packages)
    if not done.exists() or done.read_text() != wanted:
        venv.create(home, with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        if subprocess.run(pip + [*map(str, files or packages)]).returncode != 0:
            return False
        done.write_text(wanted)
    os.execv(python, [str(python), *sys.argv])
