//! Tricky sentence ends as articles have them, a case a line; `|` stands where a sentence ends.

use super::tests::check;

const CASES: [&str; 72] = [
    // Abbreviations and titles.
    "Dr. Amara Okafor, Ph.D., runs the ward with Mr. Lee and Ms. Ruiz.| They agree.",
    "The rule covers nurses, aides, porters, etc. in every clinic.| It is strict.",
    "Staff bring badges, pens, etc.| Then the shift begins.",
    "The work of Hahn et al. is older.| Theirs is newer.",
    "It was shown before (Hahn et al. 2019).| Others doubt it.",
    "See Fig. 2 and Eq. 7 in Vol. 3, pp. 12-14.| The trend is plain.",
    "Ask for No. 5.| Take No. 6 if it is gone.",
    "Is that a yes or a no?| “No.”| He would not say more.",
    "Wards with, e.g., ten beds or, i.e., small ones close first.| Patients move.",
    "Acme Corp. and Beta Ltd. merged.| Gamma Inc. did not.",
    "She works for Beta Ltd.| He works elsewhere.",
    "The appeal in Rowe v. Calder failed.| Costs were shared.",
    "The vase (c. 1870) broke.| Nobody was near.",
    "The clinic on Elm St. opened in Sept. 2021.| A second followed.",
    "Approx. 40 percent agreed.| Approx. half of them meant it.",
    "They met Gen. Ortiz, Rep. Chu and Gov. Hale.| No deal came.",
    "Mt. Alder rises behind St. Jude’s.| Snow lies there.",
    // Initials, countries, degrees.
    "In the U.S. alone it cost millions.| Canada paid less.",
    "He moved to the U.S.| She stayed in Lagos.",
    "The U.S. Department of Labor counts jobs.| It publishes monthly.",
    "The U.K. and the E.U. differ.| Talks go on.",
    "P. T. Okoro and J.R. Vance wrote it.| Reviews were kind.",
    "The memo by A. Lindqvist leaked.| She denied it.",
    "We took vitamin C.| It did nothing.",
    "He earned a B.A. in Leeds and an M.D. in Oslo.| He never practised.",
    "Washington, D.C. is humid.| So is Houston.",
    "The talk by Martin Luther King Jr. moved them.| They wept.",
    // Numbers and clock times.
    "Wages rose 3.5 percent to $1.2 million.| Rents rose 4.1 percent.",
    "The index fell to 98.6.| Traders shrugged.",
    "It was founded in 1998.| By 2005 it was gone.",
    "Version 2.0 beats 1.9.3.| Upgrade soon.",
    "2.1. Methods of the survey follow here.| They are brief.",
    "Pay is £30.50 an hour.| Nights pay more.",
    "Doors open at 9 a.m. on weekdays.| They shut at 5 p.m.| Nobody waits.",
    "The call is at 2 p.m. EST.| Be early.",
    // Ellipses, questions and calls.
    "Well … maybe.| We shall see.",
    "He waited... and waited.| Nothing came.",
    "It could be over...| Nobody knew.",
    "You did what?!| I quit.",
    "No!!!| Not again!| Please.",
    "Who pays?| Who gains?| Who decides?",
    "The app asks “how are you?” every day.| Few answer.",
    // Quotations and speakers.
    "“We are tired.”| That was the mood.",
    "“We are tired,” she said.| “We are short of staff.”| He nodded.",
    "“Are you sure?” he asked.| She was.",
    "“Stop!” cried the guard.| Nobody did.",
    "\"Is it safe?\" Maria asked.| \"It is,\" Tom said.",
    "\"Do you know?\"| \"No,\" I said.",
    "He called it “the end.”| It was not.",
    "‘Not now.’| He turned away.",
    "Anna: We tried it.| It failed.",
    "„Das reicht nicht.“| Sie ging.",
    "« C’est fini ! »| Il partit.",
    // Brackets and notes.
    "He left early (it was late. He was tired) and slept.| Good.",
    "They closed it.| (Nobody was told.)| Then they sold it.",
    "Costs fell.[3]| Quality rose.[4][5]",
    "Costs fell. [3]| Quality rose. [4, 5]| Nobody knew why. [citation needed]",
    "Many left the workers.12| The rest stayed.",
    "Turnover doubled.¹²| Pay did not.",
    // Addresses and lost spaces.
    "Write to j.doe@care.example.org by Friday.| Replies take a day.",
    "See https://example.org/a.b?c=D.| It is free.",
    "The file main.rs imports Vec.new today.| It compiles.",
    "It helps patients.|The nurses agree.",
    "We like it. :)| It works.",
    "it works well.| we use it daily.",
    // Headings, lists, no stop.
    "What Nurses Want From Machines",
    "Three things matter: time; money; and a say in how tools are chosen",
    // Scripts without spaces.
    "人工智能正在改变医院。|护士们怎么想？|没有人问过她们！",
    "“机器不会累。”|她说，“人会。”",
    "病院は変わる。|看護師は不安だ。|なぜか？",
    "「もう無理です。」と彼女は言った。|皆うなずいた。",
    "価格は3.5円です。|高いです。",
];

#[test]
fn tricky_cases_are_split_where_they_should_be() {
    for case in CASES {
        check(case);
    }
}
