//! Faults of a real disk under a library: a file that may not grow, one that may not be written, a
//! disk that is full. Each is told, nothing is lost, and the step is saved when the fault has passed.
//! Processes of their own, for what they give up is not theirs alone.

use std::fs::{self, Permissions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use nix::sys::resource::{Resource, getrlimit, setrlimit};
use nix::unistd::{Gid, Uid, geteuid, setgid, setuid};
use perusal::library::Step;
use perusal::store::{Saved, Store, Trouble};

use crate::support::kept::{Writer, again, role};

/// Carries a test out in a process of its own.
#[track_caller]
fn apart(test: &str, folder: &Path) {
    let output = again(test, &format!("{ALONE}, {}", folder.display())).output();
    let output = output.expect("it starts");
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    let words = words + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && words.contains(DONE), "{words}");
}

const ALONE: &str = "alone";
const DONE: &str = "carried out to its end";

/// Saves steps until one cannot be; gives that one and why.
fn until_it_fails(writer: &mut Writer) -> (Step, Trouble) {
    for _ in 0..100_000 {
        let step = writer.next_step();
        match writer.store.save(&step) {
            Ok(saved) => assert_eq!(saved, Saved::Kept),
            Err(error) => {
                assert!(error.trouble.may_pass() && error.to_string().contains("library.db"));
                return (step, error.trouble);
            }
        }
    }
    panic!("nothing failed");
}

/// The fault is still there: each try fails, nothing is half written. Then it has passed.
fn passes(writer: &mut Writer, step: &Step, mend: impl FnOnce()) {
    for _ in 0..3 {
        assert!(writer.store.save(step).is_err());
        assert_eq!(writer.store.last_step().map(|it| it.0 + 1), Ok(step.id.0));
    }
    mend();
    writer.save(step);
    for _ in 0..30 {
        let step = writer.next_step();
        writer.save(&step);
    }
    assert_eq!(writer.store.check(), Ok(Vec::new()));
}

#[test]
fn a_file_that_may_not_grow() {
    let folder = tempfile::tempdir().expect("a folder");
    apart("faults::may_not_grow_when_asked", folder.path());
}

/// A limit on the size of files, as a quota has it: the database's writes to the log fail, then those to the
/// database.
#[test]
fn may_not_grow_when_asked() {
    let Some(folder) = role(ALONE) else { return };
    // Else the process would be ended by the signal.
    let ignored = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, ignored).expect("a handler");
    let path = Path::new(&folder).join("library.db");
    for kib in [100, 300, 1000] {
        let mut writer = Writer::open(&path, kib);
        let (soft, hard) = getrlimit(Resource::RLIMIT_FSIZE).expect("a limit");
        setrlimit(Resource::RLIMIT_FSIZE, kib << 10, hard).expect("a lower limit");
        let (step, trouble) = until_it_fails(&mut writer);
        assert!(matches!(trouble, Trouble::Full | Trouble::Failed(_)), "{trouble:?}");
        passes(&mut writer, &step, || {
            setrlimit(Resource::RLIMIT_FSIZE, soft, hard).expect("the limit of before");
        });
    }
    println!("{DONE}");
}

#[test]
fn a_disk_that_is_full() {
    // `.ci/disk_full` makes a small one; without it, the test before stands for this one.
    let Some(disk) = std::env::var_os("PERUSAL_SMALL_DISK") else { return };
    let disk = Path::new(&disk);
    let path = disk.join("library.db");
    let ballast = disk.join("ballast");
    for round in 0..5 {
        let mut writer = Writer::open(&path, round);
        fill(&ballast);
        let (step, trouble) = until_it_fails(&mut writer);
        assert_eq!(trouble, Trouble::Full);
        assert_eq!(
            writer.store.backup(&disk.join("copy")).map_err(|it| it.trouble),
            Err(Trouble::Full)
        );
        passes(&mut writer, &step, || fs::remove_file(&ballast).expect("removed"));
        drop(writer);
        fs::remove_file(&path).expect("removed");
    }
    // A library cannot be begun there either, and is not half begun.
    fill(&ballast);
    let error = Store::open(&path).expect_err("no room");
    assert_eq!(error.trouble, Trouble::Full, "{error}");
    fs::remove_file(&ballast).expect("removed");
    drop(Writer::open(&path, 9));
}

/// Writes until the disk is full.
fn fill(ballast: &Path) {
    let mut file = fs::File::create(ballast).expect("a file");
    while file.write_all(&[0; 1 << 12]).is_ok() {}
}

#[test]
fn a_library_that_may_only_be_read() {
    apart("faults::may_only_be_read_when_asked", &std::env::temp_dir());
}

#[test]
fn may_only_be_read_when_asked() {
    let Some(folder) = role(ALONE) else { return };
    // Root may write to whatever it can read.
    if geteuid().is_root() {
        setgid(Gid::from_raw(65_534)).expect("another group");
        setuid(Uid::from_raw(65_534)).expect("another user");
    }
    let folder = tempfile::tempdir_in(folder).expect("a folder");
    let path = folder.path().join("library.db");
    let permit = |path: &Path, mode| {
        fs::set_permissions(path, Permissions::from_mode(mode)).expect("permissions");
    };
    drop(Writer::open(&path, 1));
    // Opened to be read, written when it may be.
    permit(&path, 0o400);
    let mut writer = Writer::open(&path, 2);
    let (step, trouble) = until_it_fails(&mut writer);
    assert_eq!((trouble, step.id.0), (Trouble::ReadOnly, 1));
    passes(&mut writer, &step, || permit(&path, 0o600));
    drop(writer);
    // In a folder where nothing can be made, not even the log.
    permit(folder.path(), 0o500);
    for path in [&path, &folder.path().join("other.db"), &folder.path().join("new/library.db")] {
        let error = Store::open(path).and_then(|store| store.last_step()).expect_err("no log");
        let passes = matches!(error.trouble, Trouble::Unopened(_) | Trouble::ReadOnly);
        assert!(passes && error.trouble.may_pass(), "{error}");
    }
    permit(folder.path(), 0o700);
    let writer = Writer::open(&path, 3);
    assert_eq!(writer.store.check(), Ok(Vec::new()));
    println!("{DONE}");
}
