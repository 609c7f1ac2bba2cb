//! The program: arguments in, exit code out. Everything else is in the library.

use std::fs::read_to_string;
use std::io::{self, BufReader, BufWriter, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread::available_parallelism;
use std::time::Duration;

use anyhow::{Context, anyhow};
use clap::Parser;
use perusal::app::{Settings, keys};
use perusal::args::{Arguments, Bounds, Care, Choice, Command, ExportWish, Pile, Wanted};
use perusal::ingest::{Input, Orders, Outcome, ingest};
use perusal::library::query::QueryError;
use perusal::library::{Extract, Filter, Library, Problem, Query, Survey, search};
use perusal::plain::{Answering, Format, ThemeFormat, manual};
use perusal::run::worker::Shelved;
use perusal::run::{Keeping, coders, exporter, pipe, worker};
use perusal::shelf::{self, Lender, Shelf};
use perusal::store::{Store, StoreError};
use perusal::tag::{Codebook, Tagging};
use perusal::text::shown::safe;
use perusal::{export, plain, run};

/// Everything was opened.
const ALL: u8 = 0;
/// Some of it could not be opened.
const SOME: u8 = 1;
/// Nothing could be done.
const NOTHING: u8 = 2;

fn main() -> ExitCode {
    let arguments = match arguments() {
        Ok(arguments) => arguments,
        Err(answer) => return explain(&answer),
    };
    match perform(arguments) {
        Ok(code) => ExitCode::from(code),
        Err(error) if is_broken_pipe(&error) => ExitCode::from(ALL),
        Err(error) => {
            complain(&safe(&format!("{error:#}")));
            ExitCode::from(NOTHING)
        }
    }
}

/// What was asked for. Where nothing was, the parser's code need not be brought into memory on the
/// way to the first frame.
fn arguments() -> Result<Arguments, clap::Error> {
    if std::env::args_os().len() > 1 { Arguments::try_parse() } else { Ok(Arguments::default()) }
}

/// Help, the version, or what is wrong with the arguments; these may hold any character.
fn explain(answer: &clap::Error) -> ExitCode {
    let words = answer.to_string();
    let words = safe(&words);
    let is_fault = answer.use_stderr();
    let mut out: Box<dyn Write> =
        if is_fault { Box::new(io::stderr()) } else { Box::new(io::stdout()) };
    // Whoever asked may be gone by now.
    drop(write!(out, "{words}"));
    ExitCode::from(if is_fault { NOTHING } else { ALL })
}

fn perform(arguments: Arguments) -> anyhow::Result<u8> {
    match arguments.command {
        None if io::stdout().is_terminal() => read(&arguments),
        None => show(&arguments.pile, &Wanted::default()),
        Some(Command::Show { pile, wanted }) => show(&pile, &wanted),
        Some(Command::List { choice, format }) => {
            survey(&choice, |library, filter, survey, out| {
                plain::list(library, filter, survey, format, out)
            })
        }
        Some(Command::Stats { choice, format }) => {
            survey(&choice, |library, filter, survey, out| {
                plain::stats(library, filter, survey, format, out)
            })
        }
        Some(Command::Export { choice, wish }) => export(&choice, &wish),
        Some(Command::Import { files, library, bounds }) => import(&files, library, bounds),
        Some(Command::Themes { pile, format }) => suggest(&pile, format),
        Some(Command::Tag { paths, input: _, unit, jobs, codebook, bounds }) => {
            let answering = Answering::by(open_codebook(codebook.as_deref())?, unit);
            let pile = Pile { paths, bounds, ..Pile::default() };
            if pile.paths.is_empty() {
                tag_lines(&answering, jobs)
            } else {
                tag(&pile, &answering, jobs)
            }
        }
        Some(Command::Search { query, format, limit, library }) => {
            search(&query.join(" "), format, limit, library)
        }
        Some(Command::Agree { first, second, list, format }) => {
            agree([&first, &second], list, format)
        }
        Some(Command::Library { library, care }) => look_after(library, &care),
        Some(Command::Keys) => say(&keys::as_text()),
        Some(Command::Completions { shell }) => say(manual::completions(shell)),
        Some(Command::Man { command }) => {
            let command = command.unwrap_or_default();
            let page = manual::page(&command).with_context(|| {
                let pages = manual::pages().collect::<Vec<_>>().join(", ");
                format!("the manual has no page about {command:?}, but about {pages}")
            })?;
            say(page)
        }
    }
}

/// Writes a text as it is.
fn say(text: &str) -> anyhow::Result<u8> {
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(ALL)
}

/// The reader itself.
fn read(arguments: &Arguments) -> anyhow::Result<u8> {
    let scheme = arguments.scheme.map_or_else(environment, Into::into);
    let settings = Settings { scheme, ..Settings::default() };
    let tagging = Arc::<Tagging>::default();
    let orders = orders(&arguments.pile);
    let stop = orders.stop.clone();
    let library = library_of(&arguments.pile);
    let wanted = arguments.pile.codebook.as_deref();
    // Where there is no library yet and nothing that is to be put there, the first frame waits for none.
    let is_bare = orders.inputs == [Input::Bundled];
    let shelved = library.clone().filter(|path| !is_bare || path.exists());
    let outcome = match shelved {
        None => {
            let reading = worker::reading(orders, Arc::clone(&tagging));
            let prepare = || Ok(Library::marked_by(tagging, open_codebook(wanted)?));
            let keeping = library.map_or(Keeping::Here, Keeping::In);
            run::read(prepare, settings, reading, stop, keeping)?
        }
        Some(path) => {
            let wanted = wanted.map(named_codebook).transpose()?;
            let shelved = Shelved { path: path.clone(), orders, wanted };
            let reading = worker::reading_shelved(shelved, Arc::clone(&tagging));
            let texts = Box::new(Lender::new(path.clone()));
            let prepare =
                || Ok(Library::to_be_marked_by(tagging, Codebook::bundled()).with_texts(texts));
            run::read(prepare, settings, reading, stop, Keeping::In(path))?
        }
    };
    report(&outcome.problems);
    Ok(exit_code(outcome.articles, &outcome.problems))
}

/// The library to keep edits in; none where nothing is to be kept.
fn library_of(pile: &Pile) -> Option<PathBuf> {
    let named = || pile.library.clone().or_else(shelf::usual_place);
    if pile.no_library { None } else { named() }
}

fn named_codebook(path: &Path) -> anyhow::Result<(Codebook, String)> {
    Ok((open_codebook(Some(path))?, path.display().to_string()))
}

/// A library that is there already.
fn existing(library: Option<PathBuf>) -> anyhow::Result<Store> {
    let path = library.or_else(shelf::usual_place).context("no folder for data is known")?;
    let store = Store::open_existing(&path)?;
    store.with_context(|| format!("{} is not there", path.display()))
}

/// Answers each line of standard input with its marks.
fn tag_lines(answering: &Answering, jobs: Option<NonZeroUsize>) -> anyhow::Result<u8> {
    let jobs = jobs.or_else(|| available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let input = BufReader::with_capacity(BATCH, io::stdin());
    let refused = pipe::tag(input, answering, jobs, &mut io::stdout().lock())?;
    Ok(if refused > 0 { SOME } else { ALL })
}

/// Bytes of lines that are dealt to a thread at once, at most.
const BATCH: usize = 256 << 10;

/// Answers articles with their marks.
fn tag(pile: &Pile, answering: &Answering, jobs: Option<NonZeroUsize>) -> anyhow::Result<u8> {
    let mut orders = orders(pile);
    orders.workers = jobs.map_or(orders.workers, NonZeroUsize::get);
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut written, mut articles, mut problems) = (Ok(()), 0, Vec::new());
    let stop = orders.stop.clone();
    ingest(&orders, answering.tagging(), |outcome| match outcome {
        Outcome::Opened(article) | Outcome::Article(article) if written.is_ok() => {
            articles += 1;
            written = answering.article(&article, &mut out);
            if written.is_err() {
                stop.set();
            }
        }
        Outcome::Problem(problem) => problems.push(problem),
        _ => {}
    });
    written.and_then(|()| out.flush())?;
    report(&problems);
    Ok(exit_code(articles, &problems))
}

/// Finds articles of a library by their text.
fn search(
    typed: &str,
    format: Format,
    limit: usize,
    library: Option<PathBuf>,
) -> anyhow::Result<u8> {
    let query = search::Query::of(typed).map_err(|fault| anyhow!("{fault} of {typed:?}"))?;
    let mut store = existing(library)?;
    // What is not indexed yet would not be found; a library that may only be read is searched as it is.
    let mut indexed = || -> Result<(), StoreError> {
        while store.index_some(INDEXED)? > 0 {}
        Ok(())
    };
    if let Err(error) = indexed() {
        complain(&safe(&error.to_string()));
    }
    let found = store.search(&query, limit, &AtomicBool::new(false))?.unwrap_or_default();
    let mut out = BufWriter::new(io::stdout().lock());
    plain::search(&found, format, &mut out)?;
    out.flush()?;
    Ok(if found.articles > 0 { ALL } else { SOME })
}

/// Articles that are indexed together.
const INDEXED: usize = 1000;

/// Compares two coders.
fn agree(coders: [&Path; 2], list: bool, format: Format) -> anyhow::Result<u8> {
    let out = BufWriter::new(io::stdout().lock());
    let agreement = if list {
        let mut listed = plain::Disagreements::begin(format, out)?;
        let mut written = Ok(());
        let agreement = coders::compare(coders, |scale, news| {
            written = match news {
                coders::News::Differ(article, difference) => {
                    listed.differ(article, scale, difference)
                }
                coders::News::Alone(place, of) => listed.alone(place, of),
            };
            written.is_ok()
        });
        written.and_then(|()| listed.flush())?;
        agreement.map_err(|why| anyhow!(why))?
    } else {
        let mut out = out;
        let agreement = coders::compare(coders, |_, _| true).map_err(|why| anyhow!(why))?;
        plain::agreement(&agreement, format, &mut out)?;
        out.flush()?;
        agreement
    };
    Ok(match (agreement.articles, agreement.alone) {
        (0, _) => NOTHING,
        (_, [0, 0]) => ALL,
        _ => SOME,
    })
}

/// Checks a library, copies it, or makes it small.
fn look_after(library: Option<PathBuf>, care: &Care) -> anyhow::Result<u8> {
    let mut store = existing(library)?;
    let mut out = io::stdout().lock();
    let is_sound = match care {
        Care::Check => plain::library::check(&store, &mut out)?,
        Care::Backup { file } => plain::library::backup(&store, file, &mut out).map(|()| true)?,
        Care::Compact => plain::library::compact(&mut store, &mut out).map(|()| true)?,
    };
    Ok(if is_sound { ALL } else { SOME })
}

fn environment() -> perusal::app::Scheme {
    run::scheme::scheme(|name| std::env::var(name).ok())
}

fn show(pile: &Pile, wanted: &Wanted) -> anyhow::Result<u8> {
    print(pile, wanted, |library, filter, out| {
        library.wanted(filter).enumerate().try_for_each(|(nth, id)| {
            if nth > 0 {
                writeln!(out)?;
            }
            let shown = library.with(id, |article| plain::show(article, filter, out));
            shown.unwrap_or_else(|| {
                let why = library.fault().unwrap_or_else(|| "an article is gone".to_owned());
                Err(io::Error::other(why))
            })
        })?;
        Ok(())
    })
}

/// Reads the whole pile and writes something about what shows of it.
fn survey(
    choice: &Choice,
    write: impl FnOnce(&Library, &Filter, &Survey, &mut BufWriter<io::StdoutLock<'_>>) -> io::Result<()>,
) -> anyhow::Result<u8> {
    let (library, filter, survey, problems) = surveyed(choice)?;
    let mut out = BufWriter::new(io::stdout().lock());
    write(&library, &filter, &survey, &mut out)?;
    out.flush()?;
    Ok(exit_code(library.len(), &problems))
}

/// A pile with what shows of it.
fn surveyed(choice: &Choice) -> anyhow::Result<(Library, Filter, Survey, Vec<Problem>)> {
    let query = choice.query.as_deref();
    if let Some(typed) = query {
        // Before a large pile is read; the themes are known only then.
        Query::check(typed).map_err(|error| unread(&error, typed))?;
    }
    let (mut library, problems) = gather(&choice.pile)?;
    let mut filter = choice.wanted.filter(&library.codebook).map_err(|why| anyhow!(why))?;
    let parse =
        |typed| Query::parse(typed, &library.codebook).map_err(|error| unread(&error, typed));
    filter.query = query.map(parse).transpose()?;
    report(&problems);
    let survey = Survey::in_full(&mut library, &filter);
    Ok((library, filter, survey, problems))
}

/// Writes what shows to a file or to standard output.
fn export(choice: &Choice, wish: &ExportWish) -> anyhow::Result<u8> {
    let (library, filter, survey, problems) = surveyed(choice)?;
    let extract = Extract::of(&library, &filter, &survey);
    let order = wish.order();
    match wish.file() {
        Some(file) => {
            let exported = exporter::to_file(file, &extract, order, &mut &library);
            let exported = exported.with_context(|| file.display().to_string())?;
            complain(&safe(&exported.describe(order, &file.display().to_string())));
        }
        None if order.format.is_packed() && io::stdout().is_terminal() => {
            let name = order.format.name();
            return Err(anyhow!(
                "a .{name} is nothing for a terminal: name a file, as in -o mine.{name}"
            ));
        }
        None if io::stdout().is_terminal() => {
            let mut out = plain::Guarded::new(BufWriter::new(io::stdout().lock()));
            export::write(&extract, order, &mut &library, &mut out)?;
        }
        None => {
            let mut out = BufWriter::new(io::stdout().lock());
            export::write(&extract, order, &mut &library, &mut out)?;
        }
    }
    Ok(exit_code(library.len(), &problems))
}

/// Brings files in, each as a whole; what cannot be is told, and the others are brought in all the same.
fn import(files: &[PathBuf], library: Option<PathBuf>, bounds: Bounds) -> anyhow::Result<u8> {
    let path = library.or_else(shelf::usual_place).context("no folder for data is known")?;
    let limits = orders(&Pile { bounds, ..Pile::default() }).limits;
    let mut out = io::stdout().lock();
    let (mut brought, mut is_whole) = (0, true);
    for file in files {
        let import = || {
            let bundle = shelf::import::read_file(file, &limits)?;
            let mut store = Store::open(&path).map_err(|error| error.to_string())?;
            let imported = shelf::import::import(&mut store, &bundle, file);
            let imported = imported.map_err(|why| format!("{}: {why}", file.display()))?;
            // What fails now is indexed the next time.
            while store.index_some(INDEXED).is_ok_and(|left| left > 0) {}
            Ok::<_, String>(imported.report)
        };
        match import() {
            Ok(report) => {
                brought += usize::from(!report.is_empty());
                is_whole &= report.is_whole();
                let name = file.display().to_string();
                writeln!(out, "{}: {}", safe(&name), report.summary())?;
                report.details().iter().try_for_each(|line| writeln!(out, "  {line}"))?;
            }
            Err(why) => {
                is_whole = false;
                complain(&safe(&why));
            }
        }
    }
    Ok(match (brought, is_whole) {
        (0, _) => NOTHING,
        (_, true) => ALL,
        (_, false) => SOME,
    })
}

/// Points at what is wrong with a query.
fn unread(error: &QueryError, typed: &str) -> anyhow::Error {
    anyhow!("the query cannot be read\n{}", error.pointed(typed))
}

/// Reads the whole pile and writes something about it.
fn print(
    pile: &Pile,
    wanted: &Wanted,
    write: impl FnOnce(&Library, &Filter, &mut BufWriter<io::StdoutLock<'_>>) -> anyhow::Result<()>,
) -> anyhow::Result<u8> {
    let (library, problems) = gather(pile)?;
    let filter = wanted.filter(&library.codebook).map_err(|why| anyhow!(why))?;
    report(&problems);
    let mut out = BufWriter::new(io::stdout().lock());
    write(&library, &filter, &mut out)?;
    out.flush()?;
    Ok(exit_code(library.len(), &problems))
}

/// Writes the themes that a pile suggests.
fn suggest(pile: &Pile, format: ThemeFormat) -> anyhow::Result<u8> {
    let (library, problems) = gather(pile)?;
    report(&problems);
    let mut out = BufWriter::new(io::stdout().lock());
    let found = plain::themes(&library, format, &mut out)?;
    out.flush()?;
    if !found {
        complain("too little text to suggest themes from");
        return Ok(NOTHING);
    }
    Ok(exit_code(library.len(), &problems))
}

/// All of a pile, or of the library where no path is named and it holds something.
fn gather(pile: &Pile) -> anyhow::Result<(Library, Vec<Problem>)> {
    let path = if pile.paths.is_empty() { library_of(pile) } else { None };
    let store = path.as_ref().map_or(Ok(None), |path| Store::open_existing(path))?;
    let own = store.as_ref().map_or(Ok(None), Store::codebook)?;
    let learned = store.as_ref().zip(own.as_ref()).map(|(store, own)| shelf::learned(store, own));
    let learned = learned.transpose()?.unwrap_or_default();
    let wanted = open_codebook(pile.codebook.as_deref())?;
    let is_own = own.is_some();
    let codebook = own.unwrap_or_else(|| wanted.clone());
    // As the reader marks.
    let tagging = Tagging::taught(codebook.clone(), learned);
    let mut library = Library::to_be_marked_by(tagging, codebook);
    if let Some(path) = path {
        library = library.with_texts(Box::new(Lender::new(path)));
    }
    let tagging = library.tagging();
    let mut problems = Vec::new();
    let mut take = |library: &mut Library, outcome| match outcome {
        Outcome::Opened(article) | Outcome::Article(article) => drop(library.renew(*article)),
        Outcome::Marked(name, marks) => {
            if let Some(id) = library.named(&name) {
                library.mark(id, marks);
            }
        }
        Outcome::Problem(problem) => problems.push(problem),
        Outcome::Progress(_) => {}
    };
    match store.map(|store| Shelf::new(store, Arc::clone(&tagging))) {
        Some(mut shelf) if !shelf.is_empty()? => shelf.read(&orders(pile), &mut |news| {
            match news {
                shelf::News::Outcome(outcome) => take(&mut library, outcome),
                // It comes again in short.
                shelf::News::Brought(..) => {}
                shelf::News::Listed(briefs) => {
                    for (at, brief) in briefs {
                        library.list(at, brief);
                    }
                }
                shelf::News::Changed(step) => complain(&safe(&step.what)),
                shelf::News::Told(what) => complain(&safe(&what)),
            }
            true
        })?,
        _ => ingest(&orders(pile), &tagging, |outcome| take(&mut library, outcome)),
    }
    if pile.codebook.is_some() && is_own {
        // What a person decided goes by the library's own themes, so far as both have them.
        let step = library.load_codebook(&wanted, "the command line");
        if let Some(step) = step {
            library.take(step);
        }
    }
    library.set_whole();
    Ok((library, problems))
}

/// What to read, within the bounds a person set.
fn orders(pile: &Pile) -> Orders {
    let mut orders = Orders::new(inputs(pile));
    let bounds = &pile.bounds;
    let bytes = |mebibytes: u64| mebibytes.saturating_mul(1 << 20);
    orders.limits.source =
        bounds.max_size.map_or(orders.limits.source, bytes).min(u64::from(u32::MAX));
    orders.limits.unpacked = bounds.max_unpacked.map_or(orders.limits.unpacked, bytes);
    orders.limits.ratio = bounds.max_ratio.unwrap_or(orders.limits.ratio);
    orders.limits.depth = bounds.max_depth.map_or(orders.limits.depth, usize::from);
    orders.limits.articles = bounds.max_articles.unwrap_or(orders.limits.articles);
    orders.patience = bounds.max_seconds.map_or(orders.patience, Duration::from_secs);
    orders
}

fn inputs(pile: &Pile) -> Vec<Input> {
    if pile.paths.is_empty() {
        return vec![Input::Bundled];
    }
    let input = |path: &PathBuf| match path.to_str() {
        Some("-") => Input::Stdin,
        Some(address) if is_address(address) => Input::Address(address.to_owned()),
        _ => Input::Path(path.clone()),
    };
    pile.paths.iter().map(input).collect()
}

/// Whether it is the address of a page rather than a path.
fn is_address(path: &str) -> bool {
    path.split_once("://").is_some_and(|(scheme, _)| {
        scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
    })
}

fn open_codebook(path: Option<&Path>) -> anyhow::Result<Codebook> {
    let Some(path) = path else { return Ok(Codebook::bundled()) };
    let source =
        read_to_string(path).with_context(|| format!("the codebook {}", path.display()))?;
    Ok(Codebook::parse(&source, &path.display().to_string())?)
}

fn report(problems: &[Problem]) {
    for problem in problems {
        complain(&problem.to_string());
    }
}

fn exit_code(articles: usize, problems: &[Problem]) -> u8 {
    match (articles, problems.is_empty()) {
        (0, _) => NOTHING,
        (_, true) => ALL,
        (_, false) => SOME,
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let cause = error.downcast_ref::<io::Error>();
    cause.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Says something on standard error, unless nobody is there any more.
fn complain(what: &str) {
    drop(writeln!(io::stderr(), "perusal: {what}"));
}
