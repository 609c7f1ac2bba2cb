//! A short text in each language, and texts that are too short or too mixed to tell.

use super::*;
use crate::text::Document;

#[track_caller]
fn check(text: &str, expected: Option<&str>) {
    let sample: Vec<&str> = words(text).take(BLOCKS * WORDS).collect();
    assert_eq!(of_words(&sample).map(Language::name), expected, "{text}");
}

const TEXTS: [(&str, &str); 43] = [
    (
        "English",
        "The nurses on this ward have worked with the new system for a year, and most of them say it saves time.",
    ),
    (
        "German",
        "Die Pflegekräfte auf der Station arbeiten seit einem Jahr mit dem neuen System, und die meisten sind zufrieden.",
    ),
    (
        "Dutch",
        "De verpleegkundigen werken al een jaar met het nieuwe systeem en de meesten zijn er tevreden over.",
    ),
    (
        "Afrikaans",
        "Die verpleegsters werk al vir een jaar met die nuwe stelsel en hulle is baie tevrede daarmee, maar dit het tyd gekos.",
    ),
    (
        "Swedish",
        "Sjuksköterskorna har arbetat med det nya systemet i ett år och de flesta är nöjda, men inte alla.",
    ),
    (
        "Danish",
        "Sygeplejerskerne har arbejdet med det nye system i et år, og de fleste er tilfredse, men der er også nogle, som ikke er blevet det.",
    ),
    (
        "Norwegian",
        "Sykepleierne har jobbet med det nye systemet i et år, og de fleste er fornøyde, men det er noen som ikke har blitt det etter så mye arbeid.",
    ),
    (
        "Icelandic",
        "Hjúkrunarfræðingarnir hafa unnið með nýja kerfið í eitt ár og það er ekki slæmt að þeir eru ánægðir með þetta.",
    ),
    (
        "French",
        "Les infirmières travaillent depuis un an avec le nouveau système et la plupart en sont satisfaites, mais pas toutes.",
    ),
    (
        "Spanish",
        "Las enfermeras trabajan desde hace un año con el nuevo sistema y la mayoría está contenta, pero no todas lo están.",
    ),
    (
        "Portuguese",
        "As enfermeiras trabalham há um ano com o novo sistema e a maioria está contente, mas não todas, porque também dá trabalho.",
    ),
    (
        "Catalan",
        "Les infermeres treballen des de fa un any amb el nou sistema i la majoria hi són contentes, però no totes, perquè també hi ha molt més feina.",
    ),
    (
        "Italian",
        "Le infermiere lavorano da un anno con il nuovo sistema e la maggior parte è contenta, ma non tutte lo sono, anche per il tempo che ci vuole.",
    ),
    (
        "Romanian",
        "Asistentele lucrează de un an cu noul sistem și cele mai multe sunt mulțumite, dar nu toate, pentru că este mai mult de lucru în spital.",
    ),
    (
        "Polish",
        "Pielęgniarki pracują z nowym systemem od roku i są z niego zadowolone, ale nie wszystkie, bo to jest także dla nich więcej pracy.",
    ),
    (
        "Czech",
        "Sestry pracují s novým systémem už rok a jsou s ním spokojené, ale ne všechny, protože je to pro ně také více práce, než se čekalo.",
    ),
    (
        "Slovak",
        "Sestry pracujú s novým systémom už rok a sú s ním spokojné, ale nie všetky, pretože je to pre ne aj viac práce, ako sa čakalo.",
    ),
    (
        "Slovenian",
        "Medicinske sestre že eno leto delajo z novim sistemom in so z njim zadovoljne, a ne vse, ker je to za njih tudi več dela, pri tem pa ni časa.",
    ),
    (
        "Croatian",
        "Medicinske sestre već godinu dana rade s novim sustavom i zadovoljne su, ali ne sve, jer je to za njih također više posla nego što se može.",
    ),
    (
        "Hungarian",
        "Az ápolók egy éve dolgoznak az új rendszerrel, és a legtöbben elégedettek, de nem mindenki, mert ez több munka is, mint ami volt.",
    ),
    (
        "Finnish",
        "Hoitajat ovat käyttäneet uutta järjestelmää vuoden, ja useimmat ovat tyytyväisiä, mutta kaikki eivät ole, koska se on myös työtä.",
    ),
    (
        "Estonian",
        "Õed on uue süsteemiga töötanud aasta ja enamik neist on rahul, kuid mitte kõik, sest see on ka lisatöö, mida nad ei oodanud.",
    ),
    (
        "Latvian",
        "Māsas ar jauno sistēmu strādā jau gadu, un vairums ir apmierinātas, bet ne visas, jo tas ir arī papildu darbs, ko viņi nav gaidījuši.",
    ),
    (
        "Lithuanian",
        "Slaugytojos su nauja sistema dirba jau metus ir dauguma yra patenkintos, bet ne visos, nes tai taip pat yra papildomas darbas, kad ir kaip būtų.",
    ),
    (
        "Turkish",
        "Hemşireler bir yıldır yeni sistemle çalışıyor ve çoğu memnun, ama hepsi değil, çünkü bu onlar için daha çok iş demek ve zaman gibi bir sorun da var.",
    ),
    (
        "Indonesian",
        "Para perawat sudah bekerja dengan sistem baru itu selama setahun dan sebagian besar dari mereka puas, tetapi tidak semua, karena ada lebih banyak pekerjaan.",
    ),
    (
        "Vietnamese",
        "Các y tá đã làm việc với hệ thống mới được một năm và phần lớn hài lòng, nhưng không phải tất cả, vì họ cũng có nhiều việc hơn.",
    ),
    (
        "Tagalog",
        "Isang taon nang ginagamit ng mga nars ang bagong sistema at masaya ang karamihan sa kanila, pero hindi lahat, dahil may dagdag na trabaho ito.",
    ),
    (
        "Swahili",
        "Wauguzi wamefanya kazi na mfumo mpya kwa mwaka mmoja na wengi wao wameridhika, lakini si wote, kwa kuwa kuna kazi zaidi katika hospitali hii.",
    ),
    (
        "Albanian",
        "Infermierët punojnë prej një viti me sistemin e ri dhe shumica janë të kënaqur, por jo të gjithë, sepse kjo është edhe punë më shumë për ta.",
    ),
    (
        "Irish",
        "Tá na haltraí ag obair leis an gcóras nua le bliain anuas agus tá siad sásta leis, ach níl gach duine sásta mar go bhfuil obair bhreise ann.",
    ),
    (
        "Welsh",
        "Mae'r nyrsys wedi bod yn gweithio gyda y system newydd ers blwyddyn ac mae y rhan fwyaf yn hapus, ond nid pawb, gan ei fod yn fwy o waith i bawb.",
    ),
    (
        "Russian",
        "Медсёстры работают с новой системой уже год, и большинство довольны, но не все, потому что это ещё и новые обязанности.",
    ),
    (
        "Ukrainian",
        "Медсестри працюють із новою системою вже рік, і більшість задоволені, але не всі, бо це ще й додаткова робота для них.",
    ),
    (
        "Serbian",
        "Медицинске сестре већ годину дана раде са новим системом и задовољне су, али не све, јер је то за њих и додатни посао.",
    ),
    (
        "Bulgarian",
        "Медицинските сестри работят с новата система от една година и повечето са доволни, но не всички, защото това е и повече работа.",
    ),
    (
        "Greek",
        "Οι νοσοκόμες δουλεύουν εδώ και έναν χρόνο με το νέο σύστημα και οι περισσότερες είναι ευχαριστημένες.",
    ),
    ("Hebrew", "האחיות עובדות כבר שנה עם המערכת החדשה ורובן מרוצות, אבל לא כולן."),
    ("Arabic", "تعمل الممرضات منذ عام على النظام الجديد ومعظمهن راضيات عنه ولكن ليس جميعهن."),
    (
        "Persian",
        "پرستاران یک سال است که با سامانهٔ جدید کار می‌کنند و بیشتر آن‌ها راضی هستند، اما نه همه.",
    ),
    ("Hindi", "नर्सें एक साल से नई प्रणाली के साथ काम कर रही हैं और अधिकतर संतुष्ट हैं।"),
    ("Japanese", "看護師たちは一年前から新しいシステムを使っています。多くの人は満足しています。"),
    ("Chinese", "护士们使用新系统已经一年了，大多数人感到满意，但并非所有人都满意。"),
];

#[test]
fn a_sentence_or_two_tell_the_language() {
    for (language, text) in TEXTS {
        check(text, Some(language));
    }
    check(
        "간호사들은 일 년 동안 새로운 시스템으로 일해 왔으며 대부분 만족하고 있다.",
        Some("Korean"),
    );
    check("พยาบาลทำงานกับระบบใหม่มาหนึ่งปีแล้ว", Some("Thai"));
}

#[test]
fn what_is_too_short_or_odd_has_no_language() {
    for text in [
        "",
        "Hello",
        "Hospital managers fear rising costs; staff shortages hit rural clinics. Nobody knows when relief comes.",
        "12, 34, 56 – 78",
        "Berlin Paris London",
        "Mia Noor Jens Lukas Anna Pia Tom Ida Finn Ole Kai Lea Max Eva Jan Ben",
        "fn main() { let x = y.z; } struct Foo; impl Bar for Baz {} use quux::corge; mod grault;",
    ] {
        check(text, None);
    }
}

#[test]
fn english_with_foreign_names_and_words_stays_english() {
    check(
        "El Niño and La Niña de la Cruz met Jean de la Fontaine du Lac et al. in the Rue de la Paix, and they spoke of it.",
        Some("English"),
    );
    check(
        "Staff at the Klinikum der Universität in Köln say the new tool is of use to them.",
        Some("English"),
    );
}

#[test]
fn an_article_is_judged_by_its_running_text() {
    let german = TEXTS[1].1;
    let article = format!("Home | News | Sport\n\nOur View\n\n{german}\n\n{german}\n");
    let document = Document::read(article.as_bytes());
    assert_eq!(document.language.map(Language::name), Some("German"));
    assert_eq!(document.unmarked().as_deref(), Some("in German: marks are made for English only"));
    let english = Document::read(TEXTS[0].1.repeat(3).as_bytes());
    assert_eq!((english.language, english.unmarked()), (Some(Language::ENGLISH), None));
    assert_eq!(Document::read(b"Short note.").unmarked(), None);
}

proptest::proptest! {
    #[test]
    fn plain_texts_have_the_same_words_as_any(text in "[ -~\t\n\u{b}\u{c}\r\u{1c}]{0,80}") {
        proptest::prop_assert!(plain_words(&text).eq(words(&text)), "{text:?}");
    }

    #[test]
    fn what_is_surely_english_is_so_by_the_whole_sample(
        bodies in proptest::collection::vec("((the|of|und|der|that|zebra|Haus|with|is) ){0,20}", 1..9),
    ) {
        let bodies = || bodies.iter().map(String::as_str);
        if is_surely_english(bodies()) {
            let sample: Vec<&str> = bodies().flat_map(|body| words(body).take(WORDS)).collect();
            proptest::prop_assert_eq!(of_words(&sample), Some(Language::ENGLISH));
        }
    }
}
