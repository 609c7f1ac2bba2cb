//! The real program in a pseudo-terminal with a model of the screen. Every test owns a session,
//! waits for conditions with a deadline, and sees the screen when one does not come true.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::sys::termios::LocalFlags;
use nix::unistd::Pid;
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty};
use tempfile::TempDir;
use vt100::{MouseProtocolMode, Screen};

use super::keys;

/// How long anything may take; a loaded machine is slow, a broken program never gets there.
const DEADLINE: Duration = Duration::from_secs(15);

/// Around a frame: what lies between shows at once.
pub(crate) const FRAME_BEGINS: &str = "\x1b[?2026h";
const FRAME_ENDS: &str = "\x1b[?2026l";

/// A program in a terminal.
pub(crate) struct Session {
    pub(crate) process: Pid,
    shared: Arc<Shared>,
    master: Box<dyn MasterPty + Send>,
    slave: Option<Box<dyn SlavePty + Send>>,
    writer: Box<dyn Write + Send>,
    threads: Vec<JoinHandle<()>>,
    /// Home of configuration and state and of what is for a time only, away from the person's own.
    home: TempDir,
}

/// What came of a session.
pub(crate) struct Ended {
    pub(crate) code: u32,
    /// All that the program wrote.
    pub(crate) bytes: Vec<u8>,
    /// The screen it left behind.
    pub(crate) screen: Screen,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    model: vt100::Parser,
    bytes: Vec<u8>,
    /// How many of the bytes the model has taken.
    shown: usize,
    exit: Option<ExitStatus>,
}

impl Default for State {
    fn default() -> Self {
        let [rows, columns] = [24, 80].map(nonzero);
        let model = vt100::Parser::new(rows, columns, 0);
        Self { model, bytes: Vec::new(), shown: 0, exit: None }
    }
}

impl State {
    /// Shows what has come, up to a frame that is not complete yet.
    fn show(&mut self) {
        let waiting = &self.bytes[self.shown..];
        let begun = rfind(waiting, FRAME_BEGINS.as_bytes());
        let open = begun.filter(|at| rfind(&waiting[*at..], FRAME_ENDS.as_bytes()).is_none());
        let cut = waiting.iter().rposition(|byte| *byte == 0x1b);
        let cut = cut.filter(|at| FRAME_BEGINS.as_bytes().starts_with(&waiting[*at..]));
        let end = self.shown + open.or(cut).unwrap_or(waiting.len());
        self.model.process(&self.bytes[self.shown..end]);
        self.shown = end;
    }
}

fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

fn nonzero(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).expect("a terminal has rows and columns")
}

fn pty_size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Session {
    /// `perusal` with these arguments on a terminal of so many columns and rows.
    pub(crate) fn perusal(args: &[&str], (columns, rows): (u16, u16)) -> Self {
        Self::perusal_in(Path::new("."), args, (columns, rows))
    }

    /// The same in a folder, with arguments that need not be UTF-8.
    pub(crate) fn perusal_in(folder: &Path, args: &[impl AsRef<OsStr>], size: (u16, u16)) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_perusal"));
        command.args(args);
        command.cwd(folder.canonicalize().expect("a folder"));
        Self::start(command, size)
    }

    /// Any command; its environment is made here.
    pub(crate) fn start(mut command: CommandBuilder, (columns, rows): (u16, u16)) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let role = command.get_env(ROLE).map(OsStr::to_owned);
        environment(&mut command, home.path());
        if let Some(role) = role {
            command.env(ROLE, role);
        }
        let system = portable_pty::native_pty_system();
        let pair = system.openpty(pty_size(columns, rows)).expect("a pseudo-terminal");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let id = child.process_id().expect("a process");
        let shared = Arc::<Shared>::default();
        shared.lock().model.screen_mut().set_size(nonzero(rows), nonzero(columns));
        let reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let threads = vec![shared.reading(reader), shared.reaping(child)];
        let process = Pid::from_raw(i32::try_from(id).expect("a process id"));
        let slave = Some(pair.slave);
        Self { process, shared, master: pair.master, slave, writer, threads, home }
    }

    /// The bundled articles, all of them in.
    pub(crate) fn opened(size: (u16, u16)) -> Self {
        let session = Self::perusal(&[], size);
        session.wait_for("three articles", |screen| {
            screen.shows("art 1/3") && !screen.shows("reading ...")
        });
        session
    }

    /// Waits until the screen is so; gives it.
    #[track_caller]
    pub(crate) fn wait_for(&self, what: &str, is_so: impl Fn(&Screen) -> bool) -> Screen {
        self.wait(what, |state| is_so(state.model.screen()));
        self.screen()
    }

    /// The screen as it is now; for what is on it together with what was waited for.
    pub(crate) fn screen(&self) -> Screen {
        self.shared.lock().model.screen().clone()
    }

    #[track_caller]
    fn wait(&self, what: &str, is_so: impl Fn(&State) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        let mut state = self.shared.lock();
        while !is_so(&state) {
            let left = deadline.saturating_duration_since(Instant::now());
            let screen = state.model.screen().lines().join("\n");
            let exit = &state.exit;
            assert!(!left.is_zero(), "waited in vain for {what}; {exit:?}; the screen:\n{screen}");
            state = self.shared.changed.wait_timeout(state, left).expect("no poison").0;
        }
    }

    /// Waits until what the program has written from byte `start` on is so.
    #[track_caller]
    pub(crate) fn wait_for_bytes(&self, what: &str, start: usize, is_so: impl Fn(&str) -> bool) {
        self.wait(what, |state| is_so(&String::from_utf8_lossy(&state.bytes[start..])));
    }

    /// How many bytes the program has written so far.
    pub(crate) fn written(&self) -> usize {
        self.shared.lock().bytes.len()
    }

    /// Whether the program writes nothing more for so long.
    pub(crate) fn is_quiet_for(&self, span: Duration) -> bool {
        let state = self.shared.lock();
        let before = state.bytes.len();
        let spoke = |state: &mut State| state.bytes.len() == before;
        let waited = self.shared.changed.wait_timeout_while(state, span, spoke);
        waited.expect("no poison").1.timed_out()
    }

    /// Types keys, all at once.
    pub(crate) fn type_keys(&mut self, keys: &str) {
        self.send(&keys::bytes(keys));
    }

    /// Sends what only a terminal would: the mouse, a paste.
    pub(crate) fn send(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).expect("the terminal takes it");
        self.writer.flush().expect("the terminal takes it");
    }

    /// Changes the size and waits for the first frame painted for it.
    #[track_caller]
    pub(crate) fn resize(&self, columns: u16, rows: u16) -> Screen {
        let before = {
            let mut state = self.shared.lock();
            state.model.screen_mut().set_size(nonzero(rows), nonzero(columns));
            state.bytes.len()
        };
        self.master.resize(pty_size(columns, rows)).expect("another size");
        self.wait("a frame after the size changed", |state| {
            let cleared = rfind(&state.bytes[before..], b"\x1b[2J");
            cleared.is_some_and(|at| rfind(&state.bytes[before + at..], b"\x1b[?2026l").is_some())
        });
        self.screen()
    }

    /// Sends a signal to the program.
    pub(crate) fn signal(&self, signal: Signal) {
        kill(self.process, signal).expect("the process is there");
    }

    /// Waits for the end of a program that was killed; gives the files it made.
    #[track_caller]
    pub(crate) fn left_behind(self) -> Vec<PathBuf> {
        self.wait("the end of the program", |state| state.exit.is_some());
        let entries = self.home.path().read_dir().expect("a folder");
        entries.map(|entry| entry.expect("an entry").path()).collect()
    }

    /// Whether the terminal echoes and edits lines, as a shell expects it.
    pub(crate) fn is_cooked(&self) -> bool {
        let termios = self.master.get_termios().expect("the terminal's settings");
        termios.local_flags.contains(LocalFlags::ECHO | LocalFlags::ICANON | LocalFlags::ISIG)
    }

    /// Waits for the program's end.
    #[track_caller]
    pub(crate) fn finish(mut self) -> Ended {
        self.wait("the end of the program", |state| state.exit.is_some());
        let cooked = self.is_cooked();
        self.slave = None;
        self.threads.drain(..).for_each(|thread| thread.join().expect("no panic"));
        let state = self.shared.lock();
        let code = state.exit.as_ref().map_or(u32::MAX, ExitStatus::exit_code);
        let screen = state.model.screen().clone();
        assert!(cooked, "the terminal was left raw");
        assert!(screen.is_given_back(), "the terminal was not given back");
        Ended { code, bytes: state.bytes.clone(), screen }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if self.shared.lock().exit.is_none() {
            // An error only says that it has ended in between.
            kill(self.process, Signal::SIGKILL).ok();
        }
    }
}

/// Names what a re-executed test is to do in the terminal.
pub(crate) const ROLE: &str = "PERUSAL_TEST_ROLE";

fn environment(command: &mut CommandBuilder, home: &Path) {
    command.env_clear();
    let path = std::env::var_os("PATH").unwrap_or_default();
    for (name, value) in [("TERM", "xterm-256color"), ("TZ", "UTC"), ("LANG", "C.UTF-8")] {
        command.env(name, value);
    }
    command.env("PATH", path);
    command.env("HOME", home);
    command.env("TMPDIR", home);
    for (name, folder) in [("CONFIG", "config"), ("STATE", "state"), ("DATA", "data")] {
        command.env(format!("XDG_{name}_HOME"), home.join(folder));
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// A thread that takes in all that the program writes.
    fn reading(self: &Arc<Self>, mut reader: Box<dyn Read + Send>) -> JoinHandle<()> {
        let shared = Arc::clone(self);
        thread::spawn(move || {
            let mut chunk = [0; 4096];
            // At the end of the last process on it, reading from the terminal fails.
            while let Ok(len @ 1..) = reader.read(&mut chunk) {
                let mut state = shared.lock();
                state.bytes.extend_from_slice(&chunk[..len]);
                state.show();
                shared.changed.notify_all();
            }
        })
    }

    /// A thread that waits for the program's end.
    fn reaping(self: &Arc<Self>, mut child: Box<dyn Child + Send + Sync>) -> JoinHandle<()> {
        let shared = Arc::clone(self);
        thread::spawn(move || {
            let status = child.wait().expect("the program ends");
            shared.lock().exit = Some(status);
            shared.changed.notify_all();
        })
    }
}

/// What a test looks for on a screen.
pub(crate) trait Look {
    /// Each row, without the blanks at its end.
    fn lines(&self) -> Vec<String>;
    /// Whether these words stand on one row.
    fn shows(&self, words: &str) -> bool;
    /// Column and row of the first cell of these words.
    fn find(&self, words: &str) -> Option<(u16, u16)>;
    /// The words that are shown in reverse.
    fn reversed(&self) -> String;
    /// Whether it is as a shell expects it: no mode of ours is left on.
    fn is_given_back(&self) -> bool;
}

impl Look for Screen {
    fn lines(&self) -> Vec<String> {
        let columns = self.size().1.get();
        self.rows(0, columns).map(|row| row.trim_end().to_owned()).collect()
    }

    fn shows(&self, words: &str) -> bool {
        self.find(words).is_some()
    }

    fn find(&self, words: &str) -> Option<(u16, u16)> {
        let found = self.lines().into_iter().enumerate().find_map(|(y, line)| {
            let (before, _) = line.split_once(words)?;
            Some((perusal::text::shown::width(before), y))
        })?;
        Some((found.0 as u16, found.1 as u16))
    }

    fn reversed(&self) -> String {
        let (rows, columns) = self.size();
        let cells = (0..rows.get()).flat_map(|y| (0..columns.get()).map(move |x| (y, x)));
        let cells = cells.filter_map(|(y, x)| self.cell(y, x)).filter(|cell| cell.inverse());
        cells.map(vt100::Cell::contents).collect()
    }

    fn is_given_back(&self) -> bool {
        let modes = [self.alternate_screen(), self.hide_cursor(), self.bracketed_paste()];
        modes == [false; 3] && self.mouse_protocol_mode() == MouseProtocolMode::None
    }
}
