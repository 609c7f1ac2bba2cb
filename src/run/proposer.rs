//! The thread that finds the themes which articles suggest: one for each time they are asked for, gone
//! with its answer.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::SyncSender;

use super::worker;
use crate::app::Message;
use crate::library::proposal::{Proposal, Sample};
use crate::store::Store;
use crate::text::Document;

/// The name of the thread.
pub(super) const PROPOSER: &str = "proposer";

/// After so many articles it is told how far it has come.
const TOLD: usize = 128;

/// Where the texts are.
#[derive(Debug)]
pub(super) enum Ground {
    /// In a library's file, under these names.
    File(PathBuf, Vec<Box<str>>),
    /// In these articles, which are in no file.
    Articles(Vec<Arc<Document>>),
}

/// Starts it.
pub(super) fn start(ground: Ground, answers: &SyncSender<Message>) -> io::Result<()> {
    let work = move |sender: SyncSender<Message>| {
        let proposal = propose(ground, &sender);
        // Whoever listened may be gone by now.
        drop(sender.send(Message::Proposed(Box::new(proposal))));
    };
    worker::spawn(PROPOSER, answers.clone(), Box::new(work))
}

fn propose(ground: Ground, sender: &SyncSender<Message>) -> Result<Proposal, String> {
    let mut sample = Sample::default();
    let mut add = |number: usize, document: &Document| {
        sample.add(number, document);
        if (number + 1).is_multiple_of(TOLD) {
            drop(sender.send(Message::Sampled(number + 1)));
        }
    };
    match ground {
        Ground::Articles(documents) => {
            for (number, document) in documents.iter().enumerate() {
                add(number, document);
            }
        }
        Ground::File(path, names) => {
            let store = Store::open_existing(&path).map_err(|error| error.to_string())?;
            for (number, name) in names.iter().enumerate() {
                let Some(store) = &store else { break };
                if let Some(kept) = store.find(name).map_err(|error| error.to_string())? {
                    add(number, &kept.article.document);
                }
            }
        }
    }
    sample.propose().ok_or_else(|| "too little text to suggest themes from".to_owned())
}
