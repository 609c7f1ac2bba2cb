//! The small words by which languages in Latin letters are known.

use crate::text::phrase::Phrases;

/// The small words of a language.
pub(super) type Words = Phrases<28>;

pub(super) static ENGLISH: Phrases<46> = Phrases::new([
    "the", "and", "of", "to", "that", "with", "from", "are", "this", "have", "by", "has", "their",
    "which", "they", "be", "will", "not", "it", "as", "were", "been", "can", "would", "but", "you",
    "said", "more", "on", "his", "her", "who", "what", "is", "there", "our", "we", "i", "for",
    "an", "at", "than", "these", "when", "how", "was",
]);

pub(super) static LATIN: [(&str, Words); 32] = [
    (
        "German",
        Phrases::new([
            "der", "die", "das", "und", "ist", "nicht", "mit", "den", "dem", "ein", "eine", "auf",
            "für", "von", "sich", "auch", "werden", "wird", "sind", "zu", "es", "im", "des", "bei",
            "aus", "nach", "wie", "aber",
        ]),
    ),
    (
        "Dutch",
        Phrases::new([
            "de", "het", "een", "en", "van", "dat", "is", "niet", "met", "op", "voor", "zijn",
            "ook", "aan", "er", "maar", "door", "naar", "bij", "uit", "om", "dan", "worden",
            "deze", "werd", "hebben", "nog", "wordt",
        ]),
    ),
    (
        "Afrikaans",
        Phrases::new([
            "die", "en", "van", "het", "is", "nie", "dat", "om", "met", "vir", "hulle", "sy",
            "wat", "ook", "te", "word", "deur", "ons", "maar", "aan", "kan", "hierdie", "baie",
            "was", "daar", "as", "sal", "'n",
        ]),
    ),
    (
        "Swedish",
        Phrases::new([
            "och", "att", "det", "som", "en", "är", "av", "för", "på", "den", "med", "inte", "om",
            "ett", "har", "till", "de", "vi", "kan", "från", "var", "men", "sig", "så", "jag",
            "eller", "också", "när",
        ]),
    ),
    (
        "Danish",
        Phrases::new([
            "og", "at", "det", "er", "en", "af", "til", "på", "den", "med", "for", "der", "ikke",
            "de", "et", "som", "har", "blev", "men", "vi", "kan", "om", "fra", "også", "når",
            "var", "eller", "efter",
        ]),
    ),
    (
        "Norwegian",
        Phrases::new([
            "og", "at", "det", "er", "en", "av", "til", "på", "den", "med", "for", "som", "ikke",
            "de", "et", "har", "ble", "men", "vi", "kan", "om", "fra", "også", "når", "var",
            "eller", "etter", "mye",
        ]),
    ),
    (
        "Icelandic",
        Phrases::new([
            "og", "að", "er", "ekki", "sem", "við", "um", "það", "fyrir", "hann", "en", "þeir",
            "var", "til", "með", "af", "frá", "eru", "hefur", "þetta", "í", "á", "þess", "eða",
            "verða", "svo", "margir", "þá",
        ]),
    ),
    (
        "French",
        Phrases::new([
            "le", "la", "les", "des", "et", "est", "une", "un", "dans", "que", "qui", "pour",
            "pas", "sur", "avec", "au", "du", "par", "ne", "plus", "ce", "sont", "en", "aux",
            "mais", "leur", "cette", "ont",
        ]),
    ),
    (
        "Spanish",
        Phrases::new([
            "el", "la", "los", "las", "de", "que", "y", "en", "un", "una", "es", "por", "con",
            "para", "no", "se", "del", "al", "su", "lo", "como", "más", "pero", "sus", "este",
            "ha", "son", "entre",
        ]),
    ),
    (
        "Portuguese",
        Phrases::new([
            "o", "a", "os", "as", "de", "que", "e", "em", "um", "uma", "é", "por", "com", "para",
            "não", "se", "do", "da", "dos", "das", "no", "na", "ao", "mais", "mas", "seus", "como",
            "foi",
        ]),
    ),
    (
        "Catalan",
        Phrases::new([
            "el", "la", "els", "les", "de", "que", "i", "en", "un", "una", "és", "per", "amb",
            "no", "se", "del", "al", "més", "però", "seus", "com", "són", "també", "aquesta",
            "aquest", "hi", "ha", "molt",
        ]),
    ),
    (
        "Italian",
        Phrases::new([
            "il", "lo", "la", "i", "gli", "le", "di", "che", "e", "un", "una", "è", "per", "con",
            "non", "si", "del", "della", "dei", "delle", "nel", "nella", "sono", "più", "ma",
            "anche", "come", "da",
        ]),
    ),
    (
        "Romanian",
        Phrases::new([
            "și", "şi", "de", "la", "în", "a", "cu", "nu", "este", "un", "o", "pe", "care", "din",
            "pentru", "mai", "sunt", "au", "ca", "fi", "se", "sau", "lor", "dar", "prin", "după",
            "foarte", "această",
        ]),
    ),
    (
        "Polish",
        Phrases::new([
            "i", "w", "na", "z", "nie", "się", "jest", "do", "że", "to", "o", "jak", "za", "po",
            "od", "ale", "są", "przez", "dla", "co", "tak", "być", "tym", "może", "ich", "oraz",
            "lub", "który",
        ]),
    ),
    (
        "Czech",
        Phrases::new([
            "a", "se", "v", "na", "je", "že", "s", "z", "do", "i", "o", "to", "jako", "pro", "ale",
            "jsou", "by", "který", "které", "která", "také", "podle", "od", "po", "při", "nebo",
            "jejich", "může",
        ]),
    ),
    (
        "Slovak",
        Phrases::new([
            "a", "sa", "v", "na", "je", "že", "s", "z", "do", "aj", "o", "to", "ako", "pre", "ale",
            "sú", "by", "ktorý", "ktoré", "ktorá", "tiež", "podľa", "od", "po", "pri", "alebo",
            "ich", "môže",
        ]),
    ),
    (
        "Slovenian",
        Phrases::new([
            "in", "je", "se", "v", "na", "da", "za", "so", "ki", "z", "pa", "s", "tudi", "ne",
            "po", "ali", "bo", "kot", "pri", "od", "do", "lahko", "zelo", "bi", "to", "jih", "ni",
            "še",
        ]),
    ),
    (
        "Croatian",
        Phrases::new([
            "i", "je", "u", "se", "na", "da", "za", "su", "od", "ne", "s", "o", "koji", "koja",
            "koje", "kao", "ali", "ili", "što", "može", "će", "biti", "iz", "po", "do", "bi",
            "njihov", "također",
        ]),
    ),
    (
        "Hungarian",
        Phrases::new([
            "a", "az", "és", "hogy", "nem", "is", "egy", "van", "ez", "meg", "de", "csak", "már",
            "mint", "ha", "még", "el", "vagy", "több", "között", "lehet", "azt", "volt", "ki",
            "fel", "nagyon", "sok", "után",
        ]),
    ),
    (
        "Finnish",
        Phrases::new([
            "ja", "on", "ei", "se", "että", "hän", "oli", "ovat", "mutta", "joka", "myös", "kun",
            "niin", "ne", "voi", "tai", "sen", "olla", "mukaan", "kuin", "jos", "vain", "sitä",
            "hyvin", "paljon", "heidän", "tämä", "eivät",
        ]),
    ),
    (
        "Estonian",
        Phrases::new([
            "ja", "on", "ei", "et", "see", "ta", "oli", "mis", "ka", "kui", "kuid", "oma", "või",
            "nad", "aga", "selle", "mida", "seda", "nende", "ning", "väga", "palju", "veel",
            "olla", "saab", "kes", "pole", "neid",
        ]),
    ),
    (
        "Latvian",
        Phrases::new([
            "un", "ir", "ka", "no", "ar", "par", "kas", "uz", "nav", "bet", "tas", "to", "vai",
            "arī", "lai", "pēc", "kā", "tiek", "ļoti", "viņi", "daudz", "savu", "pie", "gan",
            "līdz", "būs", "šis", "tikai",
        ]),
    ),
    (
        "Lithuanian",
        Phrases::new([
            "ir", "yra", "kad", "su", "į", "iš", "ne", "tai", "bet", "kaip", "apie", "jie", "jų",
            "gali", "buvo", "dėl", "ar", "labai", "daug", "savo", "taip", "pat", "kuris", "už",
            "po", "tik", "jau", "prie",
        ]),
    ),
    (
        "Turkish",
        Phrases::new([
            "ve", "bir", "bu", "için", "ile", "da", "de", "çok", "daha", "olarak", "gibi", "ne",
            "en", "kadar", "olan", "var", "ama", "değil", "sonra", "ya", "o", "mi", "her", "göre",
            "bunu", "onların", "ise", "ancak",
        ]),
    ),
    (
        "Indonesian",
        Phrases::new([
            "yang", "dan", "di", "untuk", "dengan", "dari", "tidak", "ini", "itu", "pada", "akan",
            "dalam", "ke", "mereka", "adalah", "juga", "atau", "oleh", "bisa", "ada", "sebagai",
            "karena", "kami", "telah", "para", "lebih", "banyak", "dapat",
        ]),
    ),
    (
        "Vietnamese",
        Phrases::new([
            "và", "của", "là", "có", "không", "các", "cho", "được", "người", "trong", "một",
            "những", "với", "đã", "này", "để", "khi", "cũng", "nhiều", "về", "họ", "từ", "đến",
            "làm", "như", "bị", "thì", "sẽ",
        ]),
    ),
    (
        "Tagalog",
        Phrases::new([
            "ang", "ng", "sa", "na", "mga", "ay", "at", "para", "hindi", "ito", "may", "nila",
            "siya", "ko", "niya", "kung", "dahil", "mula", "pero", "kanilang", "upang", "isang",
            "lang", "kami", "nito", "wala", "rin", "tayo",
        ]),
    ),
    (
        "Swahili",
        Phrases::new([
            "ya", "na", "wa", "kwa", "ni", "katika", "za", "la", "kuwa", "hii", "hiyo", "wao",
            "watu", "lakini", "pia", "kama", "au", "si", "yao", "sana", "wengi", "kazi", "ambayo",
            "hivyo", "hawana", "baada", "huo", "vya",
        ]),
    ),
    (
        "Albanian",
        Phrases::new([
            "dhe", "në", "të", "e", "i", "që", "për", "me", "një", "nga", "është", "nuk", "më",
            "si", "por", "ka", "janë", "kjo", "ky", "do", "tyre", "shumë", "duke", "mund", "ose",
            "kur", "pas", "edhe",
        ]),
    ),
    (
        "Basque",
        Phrases::new([
            "eta", "da", "ez", "dute", "bat", "du", "hau", "ere", "dira", "izan", "baina", "oso",
            "egin", "duten", "den", "dela", "edo", "asko", "baino", "zuen", "hori", "dituzte",
            "behar", "gure", "haien", "nola", "beste", "orain",
        ]),
    ),
    (
        "Irish",
        Phrases::new([
            "agus", "an", "na", "is", "ar", "go", "i", "a", "le", "do", "bhí", "tá", "sé", "ní",
            "atá", "ag", "siad", "don", "leis", "ach", "sin", "féin", "gur", "mar", "seo", "níl",
            "bhfuil", "acu",
        ]),
    ),
    (
        "Welsh",
        Phrases::new([
            "y", "yr", "a", "yn", "i", "o", "ar", "mae", "ac", "am", "gan", "wedi", "ei", "eu",
            "bod", "nad", "ond", "fel", "hefyd", "ni", "oedd", "hyn", "sydd", "nid", "iawn",
            "llawer", "gyda", "at",
        ]),
    ),
];
