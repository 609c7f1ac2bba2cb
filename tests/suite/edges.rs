//! The terminal is given back and the program behaves whatever happens: signals, suspension,
//! faults on any thread, many keys at once, no keys at all, inputs that do not open.

use std::fs;
use std::io::Read;
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::mpsc::SyncSender;
use std::time::{Duration, Instant};

use nix::sys::signal::Signal;
use perusal::app::{Message, Settings};
use perusal::library::Library;
use perusal::run::Keeping;
use perusal::run::bringer::Bringer;
use perusal::run::terminal::Screen;
use perusal::tag::Codebook;
use portable_pty::CommandBuilder;

use crate::support::session::{FRAME_BEGINS, Look, ROLE, Session};
use crate::support::{pile, screen};

const SIZE: (u16, u16) = (80, 24);

/// The fields of `/proc/PID/stat` from the state on.
fn stat(session: &Session) -> Vec<String> {
    let stat = fs::read_to_string(format!("/proc/{}/stat", session.process)).expect("a process");
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    fields.split_whitespace().map(str::to_owned).collect()
}

/// Clock ticks of processor time so far.
fn ticks(session: &Session) -> u64 {
    let fields = stat(session);
    [11, 12].iter().filter_map(|at| fields.get(*at)?.parse::<u64>().ok()).sum()
}

/// Waits for what no output announces.
#[track_caller]
fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(15);
    while !is_so() {
        assert!(Instant::now() < deadline, "waited in vain until {what}");
        std::thread::yield_now();
    }
}

/// This executable again in a terminal, to play a role.
fn play(role: &str) -> Session {
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this executable"));
    command.args(["--exact", "edges::plays_a_role_when_asked", "--nocapture"]);
    command.env(ROLE, role);
    Session::start(command, SIZE)
}

#[test]
fn signals_end_it_in_order() {
    for signal in [Signal::SIGTERM, Signal::SIGHUP, Signal::SIGINT] {
        let session = Session::opened(SIZE);
        session.signal(signal);
        assert_eq!(session.finish().code, 0, "{signal}");
    }
}

#[test]
fn control_c_and_both_quit_keys_leave() {
    for keys in ["<C-c>", "Q", "q"] {
        let mut session = Session::opened(SIZE);
        session.type_keys(keys);
        assert_eq!(session.finish().code, 0, "{keys}");
    }
}

#[test]
fn q_goes_one_step_back_at_a_time() {
    let mut session = Session::opened((50, 20));
    session.type_keys("q");
    session.wait_for("the passages", |s| s.shows("PASSAGES"));
    session.type_keys("q");
    session.wait_for("the themes", |s| s.shows("THEMES"));
    session.type_keys("q");
    assert_eq!(session.finish().code, 0);
}

#[test]
fn suspended_it_gives_the_terminal_back_and_resumed_it_returns() {
    let mut session = Session::opened(SIZE);
    let before = session.screen();
    for how in ["the key", "the signal", "the key in a prompt"] {
        match how {
            "the key" => session.type_keys("<C-z>"),
            "the signal" => session.signal(Signal::SIGTSTP),
            _ => session.type_keys(":<C-z>"),
        }
        session.wait_for(how, Look::is_given_back);
        wait_until("it is stopped", || stat(&session)[0] == "T");
        assert!(session.is_cooked(), "stopped by {how}, the terminal is raw");
        session.signal(Signal::SIGCONT);
        session.wait_for("the same screen", |s| {
            s.alternate_screen() && s.lines()[0] == before.lines()[0]
        });
        assert!(!session.is_cooked());
    }
    session.type_keys("<C-u><BS>J");
    session.wait_for("another article", |s| s.shows("art 2/3"));
    session.type_keys("q");
    assert_eq!(session.finish().code, 0);
}

#[test]
fn a_fault_in_a_worker_is_told_and_the_screen_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let door = folder.path().join("door");
    let listener = UnixListener::bind(&door).expect("a socket");
    let mut session = play(&format!("{WAITING}{}", door.display()));
    session.wait_for("the article", |s| s.shows("art 1/1"));
    drop(listener.accept().expect("the worker waits"));
    session.wait_for("the fault", |s| s.shows("art 1/1") && s.shows(":problems"));
    session.type_keys(":problems<Enter>");
    session.wait_for("what happened", |s| s.shows("stopped by a fault in perusal (on purpose)"));
    session.type_keys("q");
    session.wait_for("the article", |s| s.shows("art 1/1") && s.shows("1 unreadable"));
    session.type_keys("q");
    let ended = session.finish();
    assert_eq!(ended.code, 0);
    assert!(!ended.screen.shows("panicked"), "nothing is printed over the screen");
}

#[test]
fn a_fault_while_drawing_gives_the_terminal_back_before_its_report() {
    let session = play("a fault while drawing");
    let ended = session.finish();
    assert_eq!(ended.code, 101);
    let written = String::from_utf8_lossy(&ended.bytes);
    let (before, after) = written.split_once("\x1b[?1049l").expect("it was on its own screen");
    assert!(before.contains("\x1b[?1049h") && !before.contains("on purpose"));
    assert!(after.contains("on purpose") && !after.contains("\x1b[?1049"), "given back once");
    assert!(ended.screen.shows("on purpose"), "the report can be read");
}

#[test]
fn plays_a_role_when_asked() {
    let role = std::env::var(ROLE).unwrap_or_default();
    match role.strip_prefix(WAITING) {
        Some(door) => fault_while_reading(door.to_owned()),
        None if role == "a fault while drawing" => fault_while_drawing(),
        None => {}
    }
}

/// The role of a worker that fails when the socket named behind this is shut.
const WAITING: &str = "a fault while reading, after ";

/// Brings one article and fails then.
struct Failing {
    door: String,
}

impl Bringer for Failing {
    fn rest(self: Box<Self>, sender: &SyncSender<Message>) {
        let article = Box::new(pile::bundled()[0].clone());
        sender.send(Message::Ingested(article)).expect("a listener");
        let mut door = UnixStream::connect(self.door).expect("a socket");
        door.read_to_end(&mut Vec::new()).expect("it is shut");
        panic!("on purpose");
    }
}

fn fault_while_reading(door: String) {
    let prepare = || Ok(Library::new(Codebook::bundled()));
    let bringer = Box::new(Failing { door });
    let stop = perusal::ingest::Stop::default();
    let outcome = perusal::run::read(prepare, Settings::default(), bringer, stop, Keeping::Here)
        .expect("a terminal");
    assert_eq!((outcome.articles, outcome.problems.len()), (1, 1));
}

fn fault_while_drawing() {
    let mut screen = Screen::enter().expect("a terminal");
    let size = screen.size().expect("a size");
    screen.draw(size, |_| false, |_| None).expect("a frame");
    screen.draw(size, |_| false, |_| panic!("on purpose")).expect("never");
}

#[test]
fn many_keys_at_once_cost_few_frames_and_lead_to_the_right_place() {
    let mut session = Session::opened(SIZE);
    let before = session.written();
    session.type_keys(&"j".repeat(200));
    let mut app = pile::opened(SIZE.0, SIZE.1);
    pile::press(&mut app, &"j".repeat(200));
    let expected = screen::rows(&screen::draw(&app, SIZE.0, SIZE.1));
    session.wait_for("the place two hundred rows down", |s| s.lines() == expected);
    session.type_keys("q");
    let written = String::from_utf8(session.finish().bytes.split_off(before)).expect("UTF-8");
    let frames = written.matches(FRAME_BEGINS).count();
    assert!(frames < 100, "{frames} frames for 200 keys");
}

#[test]
fn an_idle_reader_neither_writes_nor_computes() {
    let session = Session::opened(SIZE);
    let before = ticks(&session);
    assert!(session.is_quiet_for(Duration::from_millis(1200)), "it wrote while idle");
    let spent = ticks(&session) - before;
    assert!(spent <= 1, "{spent} ticks of processor time while idle");
}

#[test]
fn standard_input_is_read_while_keys_come_from_the_terminal() {
    let mut command = CommandBuilder::new("sh");
    let line = "printf 'A title from a pipe\\n\\nForty words follow.\\n' | \"$0\" -";
    command.args(["-c", line, env!("CARGO_BIN_EXE_perusal")]);
    let mut session = Session::start(command, SIZE);
    session.wait_for("its text", |s| s.shows("art 1/1") && s.shows("Forty words follow."));
    session.type_keys("?");
    session.wait_for("the keys", |s| s.shows(" KEYS"));
    session.type_keys("Q");
    assert_eq!(session.finish().code, 0);
}

#[test]
fn with_nothing_to_open_the_screen_is_never_taken() {
    let session = Session::perusal(&["no-such-file.txt"], SIZE);
    let ended = session.finish();
    assert_eq!(ended.code, 2);
    assert_eq!(
        String::from_utf8_lossy(&ended.bytes).trim_end(),
        "perusal: no-such-file.txt: is not there: check the name"
    );
}

#[test]
fn articles_are_not_read_from_the_terminal_that_sends_the_keys() {
    let ended = Session::perusal(&["-"], SIZE).finish();
    assert_eq!(ended.code, 2);
    assert!(ended.screen.shows("perusal: standard input: is the terminal"));
}

#[test]
fn with_some_unopened_the_others_are_read_and_the_end_tells() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.txt"), "Some words to read.\n").expect("a file");
    let mut session = Session::perusal_in(folder.path(), &["a.txt", "b.txt"], SIZE);
    session.wait_for("both", |s| s.shows("Some words") && s.shows("1 file could not be read"));
    session.type_keys(":problems<Enter>");
    session.wait_for("the problem", |s| s.shows("b.txt: is not there"));
    session.type_keys("Q");
    let ended = session.finish();
    assert_eq!(ended.code, 1);
    assert!(ended.screen.shows("perusal: b.txt: is not there"));
}
