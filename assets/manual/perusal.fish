# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_perusal_global_optspecs
    string join \n codebook= library= no-library max-size= max-unpacked= max-ratio= max-depth= max-articles= max-seconds= scheme= h/help V/version
end

function __fish_perusal_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_perusal_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_perusal_using_subcommand
    set -l cmd (__fish_perusal_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c perusal -n "__fish_perusal_needs_command" -l codebook -d 'Your own themes, a TOML file; README.md says how it is written' -r -F
complete -c perusal -n "__fish_perusal_needs_command" -l library -d 'The library to keep articles and edits in; without it, the one in the folder for your data' -r -F
complete -c perusal -n "__fish_perusal_needs_command" -l max-size -d 'The largest file to read, in MiB [default: 1024]' -r
complete -c perusal -n "__fish_perusal_needs_command" -l max-unpacked -d 'What a packed file (EPUB, DOCX, ...) may unpack to, in MiB [default: 256]' -r
complete -c perusal -n "__fish_perusal_needs_command" -l max-ratio -d 'How many times its packed size a part may unpack to, past the first MiB [default: 200]' -r
complete -c perusal -n "__fish_perusal_needs_command" -l max-depth -d 'How deep elements, messages or lists may nest [default: 512]' -r
complete -c perusal -n "__fish_perusal_needs_command" -l max-articles -d 'How many articles a file may hold [default: 1000000]' -r
complete -c perusal -n "__fish_perusal_needs_command" -l max-seconds -d 'How long a file may take before it is left out, in seconds [default: 60]' -r
complete -c perusal -n "__fish_perusal_needs_command" -l scheme -d 'The colours; without it, what the environment says' -r -f -a "dark\t'256 colours on a dark ground'
light\t'256 colours on a light ground'
16\t'The terminal\'s own 16'
plain\t'None'"
complete -c perusal -n "__fish_perusal_needs_command" -l no-library -d 'Keep nothing: what you mark and write ends with the program'
complete -c perusal -n "__fish_perusal_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c perusal -n "__fish_perusal_needs_command" -s V -l version -d 'Print version'
complete -c perusal -n "__fish_perusal_needs_command" -a "show" -d 'Print articles as plain text, with marks as words'
complete -c perusal -n "__fish_perusal_needs_command" -a "list" -d 'Print passages'
complete -c perusal -n "__fish_perusal_needs_command" -a "stats" -d 'Count passages by kind, theme, origin, time and source'
complete -c perusal -n "__fish_perusal_needs_command" -a "export" -d 'Write passages for other programs and people: a page to send, a Markdown report, CSV, TSV, JSON Lines, W3C Web Annotations, a project or a codebook for qualitative-analysis programs (REFI-QDA); README.md has the fields'
complete -c perusal -n "__fish_perusal_needs_command" -a "import" -d 'Bring in what was written about articles elsewhere: REFI-QDA projects (.qdpx) and codebooks (.qdc) of qualitative-analysis programs, Web Annotations, perusal\'s own exports (.qdpx, .jsonl, .jsonld). Each file is one step, or nothing'
complete -c perusal -n "__fish_perusal_needs_command" -a "search" -d 'Find articles of the library by their text, the best first: words, "a phrase", begin*, one NEAR/5 other, title: author: source: date:2023..2024, -without'
complete -c perusal -n "__fish_perusal_needs_command" -a "themes" -d 'Suggest themes for a pile that no codebook fits'
complete -c perusal -n "__fish_perusal_needs_command" -a "tag" -d 'Mark texts: articles, or without a PATH JSON Lines with id and text on standard input; JSON Lines with passages out, in the same order'
complete -c perusal -n "__fish_perusal_needs_command" -a "agree" -d 'Compare two coders, or a coder and the tagger, sentence by sentence: percent agreement, Cohen\'s kappa and Krippendorff\'s alpha of each kind and theme'
complete -c perusal -n "__fish_perusal_needs_command" -a "library" -d 'Look after a library: check it, copy it, make it small'
complete -c perusal -n "__fish_perusal_needs_command" -a "keys" -d 'Print the keys'
complete -c perusal -n "__fish_perusal_needs_command" -a "completions" -d 'Print what a shell reads to complete the words of this command line'
complete -c perusal -n "__fish_perusal_needs_command" -a "man" -d 'Print a page of the manual, as `man -l` reads it'
complete -c perusal -n "__fish_perusal_needs_command" -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c perusal -n "__fish_perusal_using_subcommand show" -l codebook -d 'Your own themes, a TOML file; README.md says how it is written' -r -F
complete -c perusal -n "__fish_perusal_using_subcommand show" -l library -d 'The library to keep articles and edits in; without it, the one in the folder for your data' -r -F
complete -c perusal -n "__fish_perusal_using_subcommand show" -l max-size -d 'The largest file to read, in MiB [default: 1024]' -r
complete -c perusal -n "__fish_perusal_using_subcommand show" -l max-unpacked -d 'What a packed file (EPUB, DOCX, ...) may unpack to, in MiB [default: 256]' -r
complete -c perusal -n "__fish_perusal_using_subcommand show" -l max-ratio -d 'How many times its packed size a part may unpack to, past the first MiB [default: 200]' -r
complete -c perusal -n "__fish_perusal_using_subcommand show" -l max-depth -d 'How deep elements, messages or lists may nest [default: 512]' -r
complete -c perusal -n "__fish_perusal_using_subcommand show" -l max-articles -d 'How many articles a file may hold [default: 1000000]' -r
complete -c perusal -n "__fish_perusal_using_subcommand show" -l max-seconds -d 'How long a file may take before it is left out, in seconds [default: 60]' -r
complete -c perusal -n "__fish_perusal_using_subcommand show" -l kind -d 'Only this kind: concern, opportunity or statistic. Can be given more than once' -r
complete -c perusal -n "__fish_perusal_using_subcommand show" -l theme -d 'Only this theme of the codebook. Can be given more than once' -r
complete -c perusal -n "__fish_perusal_using_subcommand show" -l where -d 'Only what meets a query, as in \'concern and not title:nurse*\'; README.md has the language' -r
complete -c perusal -n "__fish_perusal_using_subcommand show" -l format -d 'How' -r -f -a "text\t'To be read'
json\t'JSON Lines, an object a row'
csv\t'CSV with a heading row'"
complete -c perusal -n "__fish_perusal_using_subcommand show" -l color -l colour -d 'Colours and attributes; by itself where a terminal shows them' -r -f -a "auto\t'Where it is of use'
always\t'Always'
never\t'Never'"
complete -c perusal -n "__fish_perusal_using_subcommand show" -l no-library -d 'Keep nothing: what you mark and write ends with the program'
complete -c perusal -n "__fish_perusal_using_subcommand show" -l once -d 'Leave out articles that repeat another'
complete -c perusal -n "__fish_perusal_using_subcommand show" -l no-pager -d 'Straight to the terminal, without a pager'
complete -c perusal -n "__fish_perusal_using_subcommand show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c perusal -n "__fish_perusal_using_subcommand list" -l codebook -d 'Your own themes, a TOML file; README.md says how it is written' -r -F
complete -c perusal -n "__fish_perusal_using_subcommand list" -l library -d 'The library to keep articles and edits in; without it, the one in the folder for your data' -r -F
complete -c perusal -n "__fish_perusal_using_subcommand list" -l max-size -d 'The largest file to read, in MiB [default: 1024]' -r
complete -c perusal -n "__fish_perusal_using_subcommand list" -l max-unpacked -d 'What a packed file (EPUB, DOCX, ...) may unpack to, in MiB [default: 256]' -r
complete -c perusal -n "__fish_perusal_using_subcommand list" -l max-ratio -d 'How many times its packed size a part may unpack to, past the first MiB [default: 200]' -r
complete -c perusal -n "__fish_perusal_using_subcommand list" -l max-depth -d 'How deep elements, messages or lists may nest [default: 512]' -r
complete -c perusal -n "__fish_perusal_using_subcommand list" -l max-articles -d 'How many articles a file may hold [default: 1000000]' -r
complete -c perusal -n "__fish_perusal_using_subcommand list" -l max-seconds -d 'How long a file may take before it is left out, in seconds [default: 60]' -r
complete -c perusal -n "__fish_perusal_using_subcommand list" -l kind -d 'Only this kind: concern, opportunity or statistic. Can be given more than once' -r
complete -c perusal -n "__fish_perusal_using_subcommand list" -l theme -d 'Only this theme of the codebook. Can be given more than once' -r
complete -c perusal -n "__fish_perusal_using_subcommand list" -l where -d 'Only what meets a query, as in \'concern and not title:nurse*\'; README.md has the language' -r
complete -c perusal -n "__fish_perusal_using_subcommand list" -l format -d 'How' -r -f -a "text\t'To be read'
json\t'JSON Lines, an object a row'
csv\t'CSV with a heading row'"
complete -c perusal -n "__fish_perusal_using_subcommand list" -l color -l colour -d 'Colours and attributes; by itself where a terminal shows them' -r -f -a "auto\t'Where it is of use'
always\t'Always'
never\t'Never'"
complete -c perusal -n "__fish_perusal_using_subcommand list" -l no-library -d 'Keep nothing: what you mark and write ends with the program'
complete -c perusal -n "__fish_perusal_using_subcommand list" -l once -d 'Leave out articles that repeat another'
complete -c perusal -n "__fish_perusal_using_subcommand list" -l no-pager -d 'Straight to the terminal, without a pager'
complete -c perusal -n "__fish_perusal_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c perusal -n "__fish_perusal_using_subcommand stats" -l codebook -d 'Your own themes, a TOML file; README.md says how it is written' -r -F
complete -c perusal -n "__fish_perusal_using_subcommand stats" -l library -d 'The library to keep articles and edits in; without it, the one in the folder for your data' -r -F
complete -c perusal -n "__fish_perusal_using_subcommand stats" -l max-size -d 'The largest file to read, in MiB [default: 1024]' -r
complete -c perusal -n "__fish_perusal_using_subcommand stats" -l max-unpacked -d 'What a packed file (EPUB, DOCX, ...) may unpack to, in MiB [default: 256]' -r
complete -c perusal -n "__fish_perusal_using_subcommand stats" -l max-ratio -d 'How many times its packed size a part may unpack to, past the first MiB [default: 200]' -r
complete -c perusal -n "__fish_perusal_using_subcommand stats" -l max-depth -d 'How deep elements, messages or lists may nest [default: 512]' -r
complete -c perusal -n "__fish_perusal_using_subcommand stats" -l max-articles -d 'How many articles a file may hold [default: 1000000]' -r
complete -c perusal -n "__fish_perusal_using_subcommand stats" -l max-seconds -d 'How long a file may take before it is left out, in seconds [default: 60]' -r
complete -c perusal -n "__fish_perusal_using_subcommand stats" -l kind -d 'Only this kind: concern, opportunity or statistic. Can be given more than once' -r
complete -c perusal -n "__fish_perusal_using_subcommand stats" -l theme -d 'Only this theme of the codebook. Can be given more than once' -r
complete -c perusal -n "__fish_perusal_using_subcommand stats" -l where -d 'Only what meets a query, as in \'concern and not title:nurse*\'; README.md has the language' -r
complete -c perusal -n "__fish_perusal_using_subcommand stats" -l format -d 'How' -r -f -a "text\t'To be read'
json\t'JSON Lines, an object a row'
csv\t'CSV with a heading row'"
complete -c perusal -n "__fish_perusal_using_subcommand stats" -l color -l colour -d 'Colours and attributes; by itself where a terminal shows them' -r -f -a "auto\t'Where it is of use'
always\t'Always'
never\t'Never'"
complete -c perusal -n "__fish_perusal_using_subcommand stats" -l no-library -d 'Keep nothing: what you mark and write ends with the program'
complete -c perusal -n "__fish_perusal_using_subcommand stats" -l once -d 'Leave out articles that repeat another'
complete -c perusal -n "__fish_perusal_using_subcommand stats" -l no-pager -d 'Straight to the terminal, without a pager'
complete -c perusal -n "__fish_perusal_using_subcommand stats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c perusal -n "__fish_perusal_using_subcommand export" -l codebook -d 'Your own themes, a TOML file; README.md says how it is written' -r -F
complete -c perusal -n "__fish_perusal_using_subcommand export" -l library -d 'The library to keep articles and edits in; without it, the one in the folder for your data' -r -F
complete -c perusal -n "__fish_perusal_using_subcommand export" -l max-size -d 'The largest file to read, in MiB [default: 1024]' -r
complete -c perusal -n "__fish_perusal_using_subcommand export" -l max-unpacked -d 'What a packed file (EPUB, DOCX, ...) may unpack to, in MiB [default: 256]' -r
complete -c perusal -n "__fish_perusal_using_subcommand export" -l max-ratio -d 'How many times its packed size a part may unpack to, past the first MiB [default: 200]' -r
complete -c perusal -n "__fish_perusal_using_subcommand export" -l max-depth -d 'How deep elements, messages or lists may nest [default: 512]' -r
complete -c perusal -n "__fish_perusal_using_subcommand export" -l max-articles -d 'How many articles a file may hold [default: 1000000]' -r
complete -c perusal -n "__fish_perusal_using_subcommand export" -l max-seconds -d 'How long a file may take before it is left out, in seconds [default: 60]' -r
complete -c perusal -n "__fish_perusal_using_subcommand export" -l kind -d 'Only this kind: concern, opportunity or statistic. Can be given more than once' -r
complete -c perusal -n "__fish_perusal_using_subcommand export" -l theme -d 'Only this theme of the codebook. Can be given more than once' -r
complete -c perusal -n "__fish_perusal_using_subcommand export" -l where -d 'Only what meets a query, as in \'concern and not title:nurse*\'; README.md has the language' -r
complete -c perusal -n "__fish_perusal_using_subcommand export" -l format -d 'How; without it, what the file\'s name says, else Markdown' -r -f -a "md\t'A report to read, as Markdown'
html\t'A page to read: the articles with their passages marked, in one file for any browser'
csv\t'Rows of comma-separated values, for spreadsheets and statistics'
tsv\t'The same separated by tabs, a line a row'
jsonl\t'A JSON object a line'
jsonld\t'W3C Web Annotations, as one JSON-LD document'
qdpx\t'A REFI-QDA project for qualitative-analysis programs: articles, codes and what is marked'
qdc\t'A REFI-QDA codebook: kinds and themes as codes'"
complete -c perusal -n "__fish_perusal_using_subcommand export" -l by -d 'What a Markdown report is grouped by' -r -f -a "theme\t'A chapter a theme; a passage stands in each of its own'
kind\t'A chapter a kind; a passage stands in each of its own'
article\t'A chapter an article'"
complete -c perusal -n "__fish_perusal_using_subcommand export" -l unit -d 'What a row of CSV, TSV and JSON Lines is' -r -f -a "passage\t'A passage'
statistic\t'A figure that a passage states'"
complete -c perusal -n "__fish_perusal_using_subcommand export" -s o -l output -d 'The file to write, checked by reading it back; without it, or with `-`, standard output' -r -F
complete -c perusal -n "__fish_perusal_using_subcommand export" -l no-library -d 'Keep nothing: what you mark and write ends with the program'
complete -c perusal -n "__fish_perusal_using_subcommand export" -l once -d 'Leave out articles that repeat another'
complete -c perusal -n "__fish_perusal_using_subcommand export" -l bom -d 'Begin CSV and TSV with a byte order mark, which some spreadsheets want'
complete -c perusal -n "__fish_perusal_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c perusal -n "__fish_perusal_using_subcommand import" -l library -d 'The library; without it, the one in the folder for your data' -r -F
complete -c perusal -n "__fish_perusal_using_subcommand import" -l max-size -d 'The largest file to read, in MiB [default: 1024]' -r
complete -c perusal -n "__fish_perusal_using_subcommand import" -l max-unpacked -d 'What a packed file (EPUB, DOCX, ...) may unpack to, in MiB [default: 256]' -r
complete -c perusal -n "__fish_perusal_using_subcommand import" -l max-ratio -d 'How many times its packed size a part may unpack to, past the first MiB [default: 200]' -r
complete -c perusal -n "__fish_perusal_using_subcommand import" -l max-depth -d 'How deep elements, messages or lists may nest [default: 512]' -r
complete -c perusal -n "__fish_perusal_using_subcommand import" -l max-articles -d 'How many articles a file may hold [default: 1000000]' -r
complete -c perusal -n "__fish_perusal_using_subcommand import" -l max-seconds -d 'How long a file may take before it is left out, in seconds [default: 60]' -r
complete -c perusal -n "__fish_perusal_using_subcommand import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c perusal -n "__fish_perusal_using_subcommand search" -l format -d 'How' -r -f -a "text\t'To be read'
json\t'JSON Lines, an object a row'
csv\t'CSV with a heading row'"
complete -c perusal -n "__fish_perusal_using_subcommand search" -l limit -d 'Articles at most' -r
complete -c perusal -n "__fish_perusal_using_subcommand search" -l library -d 'The library; without it, the one in the folder for your data' -r -F
complete -c perusal -n "__fish_perusal_using_subcommand search" -l kind -d 'Only this kind: concern, opportunity or statistic. Can be given more than once' -r
complete -c perusal -n "__fish_perusal_using_subcommand search" -l theme -d 'Only this theme of the codebook. Can be given more than once' -r
complete -c perusal -n "__fish_perusal_using_subcommand search" -l where -d 'Only what meets a query, as in \'concern and not title:nurse*\'; README.md has the language' -r
complete -c perusal -n "__fish_perusal_using_subcommand search" -l color -l colour -d 'Colours and attributes; by itself where a terminal shows them' -r -f -a "auto\t'Where it is of use'
always\t'Always'
never\t'Never'"
complete -c perusal -n "__fish_perusal_using_subcommand search" -l once -d 'Leave out articles that repeat another'
complete -c perusal -n "__fish_perusal_using_subcommand search" -l no-pager -d 'Straight to the terminal, without a pager'
complete -c perusal -n "__fish_perusal_using_subcommand search" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c perusal -n "__fish_perusal_using_subcommand themes" -l codebook -d 'Your own themes, a TOML file; README.md says how it is written' -r -F
complete -c perusal -n "__fish_perusal_using_subcommand themes" -l library -d 'The library to keep articles and edits in; without it, the one in the folder for your data' -r -F
complete -c perusal -n "__fish_perusal_using_subcommand themes" -l max-size -d 'The largest file to read, in MiB [default: 1024]' -r
complete -c perusal -n "__fish_perusal_using_subcommand themes" -l max-unpacked -d 'What a packed file (EPUB, DOCX, ...) may unpack to, in MiB [default: 256]' -r
complete -c perusal -n "__fish_perusal_using_subcommand themes" -l max-ratio -d 'How many times its packed size a part may unpack to, past the first MiB [default: 200]' -r
complete -c perusal -n "__fish_perusal_using_subcommand themes" -l max-depth -d 'How deep elements, messages or lists may nest [default: 512]' -r
complete -c perusal -n "__fish_perusal_using_subcommand themes" -l max-articles -d 'How many articles a file may hold [default: 1000000]' -r
complete -c perusal -n "__fish_perusal_using_subcommand themes" -l max-seconds -d 'How long a file may take before it is left out, in seconds [default: 60]' -r
complete -c perusal -n "__fish_perusal_using_subcommand themes" -l kind -d 'Only this kind: concern, opportunity or statistic. Can be given more than once' -r
complete -c perusal -n "__fish_perusal_using_subcommand themes" -l theme -d 'Only this theme of the codebook. Can be given more than once' -r
complete -c perusal -n "__fish_perusal_using_subcommand themes" -l where -d 'Only what meets a query, as in \'concern and not title:nurse*\'; README.md has the language' -r
complete -c perusal -n "__fish_perusal_using_subcommand themes" -l format -d 'How' -r -f -a "text\t'To be read'
toml\t'A codebook for `--codebook`'
json\t'One JSON object: the themes, and which of them each article belongs to most'
csv\t'CSV, a row a theme'"
complete -c perusal -n "__fish_perusal_using_subcommand themes" -l color -l colour -d 'Colours and attributes; by itself where a terminal shows them' -r -f -a "auto\t'Where it is of use'
always\t'Always'
never\t'Never'"
complete -c perusal -n "__fish_perusal_using_subcommand themes" -l no-library -d 'Keep nothing: what you mark and write ends with the program'
complete -c perusal -n "__fish_perusal_using_subcommand themes" -l once -d 'Leave out articles that repeat another'
complete -c perusal -n "__fish_perusal_using_subcommand themes" -l no-pager -d 'Straight to the terminal, without a pager'
complete -c perusal -n "__fish_perusal_using_subcommand themes" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c perusal -n "__fish_perusal_using_subcommand tag" -l input -d 'What comes in where there is no path' -r -f -a "jsonl\t'One JSON object a line'"
complete -c perusal -n "__fish_perusal_using_subcommand tag" -l unit -d 'What one text of standard input is' -r -f -a "article\t'An article, divided into blocks and sentences'
passage\t'A single passage, taken whole'"
complete -c perusal -n "__fish_perusal_using_subcommand tag" -l jobs -d 'Threads that mark; without it, one for each processor' -r
complete -c perusal -n "__fish_perusal_using_subcommand tag" -l codebook -d 'Your own themes, a TOML file' -r -F
complete -c perusal -n "__fish_perusal_using_subcommand tag" -l max-size -d 'The largest file to read, in MiB [default: 1024]' -r
complete -c perusal -n "__fish_perusal_using_subcommand tag" -l max-unpacked -d 'What a packed file (EPUB, DOCX, ...) may unpack to, in MiB [default: 256]' -r
complete -c perusal -n "__fish_perusal_using_subcommand tag" -l max-ratio -d 'How many times its packed size a part may unpack to, past the first MiB [default: 200]' -r
complete -c perusal -n "__fish_perusal_using_subcommand tag" -l max-depth -d 'How deep elements, messages or lists may nest [default: 512]' -r
complete -c perusal -n "__fish_perusal_using_subcommand tag" -l max-articles -d 'How many articles a file may hold [default: 1000000]' -r
complete -c perusal -n "__fish_perusal_using_subcommand tag" -l max-seconds -d 'How long a file may take before it is left out, in seconds [default: 60]' -r
complete -c perusal -n "__fish_perusal_using_subcommand tag" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c perusal -n "__fish_perusal_using_subcommand agree" -l format -d 'How' -r -f -a "text\t'To be read'
json\t'JSON Lines, an object a row'
csv\t'CSV with a heading row'"
complete -c perusal -n "__fish_perusal_using_subcommand agree" -l color -l colour -d 'Colours and attributes; by itself where a terminal shows them' -r -f -a "auto\t'Where it is of use'
always\t'Always'
never\t'Never'"
complete -c perusal -n "__fish_perusal_using_subcommand agree" -l list -d 'List the sentences that they judge differently, and the articles that only one has'
complete -c perusal -n "__fish_perusal_using_subcommand agree" -l no-pager -d 'Straight to the terminal, without a pager'
complete -c perusal -n "__fish_perusal_using_subcommand agree" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c perusal -n "__fish_perusal_using_subcommand library; and not __fish_seen_subcommand_from check backup compact help" -l library -d 'The library; without it, the one in the folder for your data' -r -F
complete -c perusal -n "__fish_perusal_using_subcommand library; and not __fish_seen_subcommand_from check backup compact help" -s h -l help -d 'Print help'
complete -c perusal -n "__fish_perusal_using_subcommand library; and not __fish_seen_subcommand_from check backup compact help" -f -a "check" -d 'Look whether it is sound: its file, its articles, its journal against what is in it'
complete -c perusal -n "__fish_perusal_using_subcommand library; and not __fish_seen_subcommand_from check backup compact help" -f -a "backup" -d 'Copy it, also while it is in use'
complete -c perusal -n "__fish_perusal_using_subcommand library; and not __fish_seen_subcommand_from check backup compact help" -f -a "compact" -d 'Give back the room that is not used any more'
complete -c perusal -n "__fish_perusal_using_subcommand library; and not __fish_seen_subcommand_from check backup compact help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c perusal -n "__fish_perusal_using_subcommand library; and __fish_seen_subcommand_from check" -l library -d 'The library; without it, the one in the folder for your data' -r -F
complete -c perusal -n "__fish_perusal_using_subcommand library; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help'
complete -c perusal -n "__fish_perusal_using_subcommand library; and __fish_seen_subcommand_from backup" -l library -d 'The library; without it, the one in the folder for your data' -r -F
complete -c perusal -n "__fish_perusal_using_subcommand library; and __fish_seen_subcommand_from backup" -s h -l help -d 'Print help'
complete -c perusal -n "__fish_perusal_using_subcommand library; and __fish_seen_subcommand_from compact" -l library -d 'The library; without it, the one in the folder for your data' -r -F
complete -c perusal -n "__fish_perusal_using_subcommand library; and __fish_seen_subcommand_from compact" -s h -l help -d 'Print help'
complete -c perusal -n "__fish_perusal_using_subcommand library; and __fish_seen_subcommand_from help" -f -a "check" -d 'Look whether it is sound: its file, its articles, its journal against what is in it'
complete -c perusal -n "__fish_perusal_using_subcommand library; and __fish_seen_subcommand_from help" -f -a "backup" -d 'Copy it, also while it is in use'
complete -c perusal -n "__fish_perusal_using_subcommand library; and __fish_seen_subcommand_from help" -f -a "compact" -d 'Give back the room that is not used any more'
complete -c perusal -n "__fish_perusal_using_subcommand library; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c perusal -n "__fish_perusal_using_subcommand keys" -s h -l help -d 'Print help'
complete -c perusal -n "__fish_perusal_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c perusal -n "__fish_perusal_using_subcommand man" -s h -l help -d 'Print help'
complete -c perusal -n "__fish_perusal_using_subcommand help; and not __fish_seen_subcommand_from show list stats export import search themes tag agree library keys completions man help" -f -a "show" -d 'Print articles as plain text, with marks as words'
complete -c perusal -n "__fish_perusal_using_subcommand help; and not __fish_seen_subcommand_from show list stats export import search themes tag agree library keys completions man help" -f -a "list" -d 'Print passages'
complete -c perusal -n "__fish_perusal_using_subcommand help; and not __fish_seen_subcommand_from show list stats export import search themes tag agree library keys completions man help" -f -a "stats" -d 'Count passages by kind, theme, origin, time and source'
complete -c perusal -n "__fish_perusal_using_subcommand help; and not __fish_seen_subcommand_from show list stats export import search themes tag agree library keys completions man help" -f -a "export" -d 'Write passages for other programs and people: a page to send, a Markdown report, CSV, TSV, JSON Lines, W3C Web Annotations, a project or a codebook for qualitative-analysis programs (REFI-QDA); README.md has the fields'
complete -c perusal -n "__fish_perusal_using_subcommand help; and not __fish_seen_subcommand_from show list stats export import search themes tag agree library keys completions man help" -f -a "import" -d 'Bring in what was written about articles elsewhere: REFI-QDA projects (.qdpx) and codebooks (.qdc) of qualitative-analysis programs, Web Annotations, perusal\'s own exports (.qdpx, .jsonl, .jsonld). Each file is one step, or nothing'
complete -c perusal -n "__fish_perusal_using_subcommand help; and not __fish_seen_subcommand_from show list stats export import search themes tag agree library keys completions man help" -f -a "search" -d 'Find articles of the library by their text, the best first: words, "a phrase", begin*, one NEAR/5 other, title: author: source: date:2023..2024, -without'
complete -c perusal -n "__fish_perusal_using_subcommand help; and not __fish_seen_subcommand_from show list stats export import search themes tag agree library keys completions man help" -f -a "themes" -d 'Suggest themes for a pile that no codebook fits'
complete -c perusal -n "__fish_perusal_using_subcommand help; and not __fish_seen_subcommand_from show list stats export import search themes tag agree library keys completions man help" -f -a "tag" -d 'Mark texts: articles, or without a PATH JSON Lines with id and text on standard input; JSON Lines with passages out, in the same order'
complete -c perusal -n "__fish_perusal_using_subcommand help; and not __fish_seen_subcommand_from show list stats export import search themes tag agree library keys completions man help" -f -a "agree" -d 'Compare two coders, or a coder and the tagger, sentence by sentence: percent agreement, Cohen\'s kappa and Krippendorff\'s alpha of each kind and theme'
complete -c perusal -n "__fish_perusal_using_subcommand help; and not __fish_seen_subcommand_from show list stats export import search themes tag agree library keys completions man help" -f -a "library" -d 'Look after a library: check it, copy it, make it small'
complete -c perusal -n "__fish_perusal_using_subcommand help; and not __fish_seen_subcommand_from show list stats export import search themes tag agree library keys completions man help" -f -a "keys" -d 'Print the keys'
complete -c perusal -n "__fish_perusal_using_subcommand help; and not __fish_seen_subcommand_from show list stats export import search themes tag agree library keys completions man help" -f -a "completions" -d 'Print what a shell reads to complete the words of this command line'
complete -c perusal -n "__fish_perusal_using_subcommand help; and not __fish_seen_subcommand_from show list stats export import search themes tag agree library keys completions man help" -f -a "man" -d 'Print a page of the manual, as `man -l` reads it'
complete -c perusal -n "__fish_perusal_using_subcommand help; and not __fish_seen_subcommand_from show list stats export import search themes tag agree library keys completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c perusal -n "__fish_perusal_using_subcommand help; and __fish_seen_subcommand_from library" -f -a "check" -d 'Look whether it is sound: its file, its articles, its journal against what is in it'
complete -c perusal -n "__fish_perusal_using_subcommand help; and __fish_seen_subcommand_from library" -f -a "backup" -d 'Copy it, also while it is in use'
complete -c perusal -n "__fish_perusal_using_subcommand help; and __fish_seen_subcommand_from library" -f -a "compact" -d 'Give back the room that is not used any more'
