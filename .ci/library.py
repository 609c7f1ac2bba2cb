"""A library for a check, made as a person makes one: the reader takes a folder in, and keys are pressed."""

import fcntl, os, pty, sqlite3, struct, termios, threading, time

SIZE = (30, 100)


def taken_in(perusal, path, pile, *options, keys=(), patience=1200):
    """The library at `path` of all that is in `pile`, after these keys: texts, each typed by and by."""
    count = len(list(pile.iterdir()))
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(pile.parent)
        os.environ["TERM"] = "xterm"
        os.execv(perusal, [perusal, *map(str, options), "--library", str(path), pile.name])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
    threading.Thread(target=drain, args=[terminal], daemon=True).start()
    deadline = time.time() + patience
    while kept(path) < count:
        assert time.time() < deadline, f"{kept(path)} of {count} articles are in"
        time.sleep(0.1)
    time.sleep(1)
    for typed in keys:
        for key in typed:
            os.write(terminal, key.encode())
            time.sleep(0.05)
        time.sleep(0.5)
    os.write(terminal, b"Q")
    os.waitpid(process, 0)


def drain(terminal):
    try:
        while os.read(terminal, 1 << 16):
            pass
    except OSError:
        pass


def kept(path):
    """How many articles a library has."""
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5) as file:
            return file.execute("SELECT count(*) FROM article").fetchone()[0]
    except sqlite3.Error:
        return 0
