
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'perusal' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'perusal'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'perusal' {
            [CompletionResult]::new('--codebook', '--codebook', [CompletionResultType]::ParameterName, 'Your own themes, a TOML file; README.md says how it is written')
            [CompletionResult]::new('--library', '--library', [CompletionResultType]::ParameterName, 'The library to keep articles and edits in; without it, the one in the folder for your data')
            [CompletionResult]::new('--max-size', '--max-size', [CompletionResultType]::ParameterName, 'The largest file to read, in MiB [default: 1024]')
            [CompletionResult]::new('--max-unpacked', '--max-unpacked', [CompletionResultType]::ParameterName, 'What a packed file (EPUB, DOCX, ...) may unpack to, in MiB [default: 256]')
            [CompletionResult]::new('--max-ratio', '--max-ratio', [CompletionResultType]::ParameterName, 'How many times its packed size a part may unpack to, past the first MiB [default: 200]')
            [CompletionResult]::new('--max-depth', '--max-depth', [CompletionResultType]::ParameterName, 'How deep elements, messages or lists may nest [default: 512]')
            [CompletionResult]::new('--max-articles', '--max-articles', [CompletionResultType]::ParameterName, 'How many articles a file may hold [default: 1000000]')
            [CompletionResult]::new('--max-seconds', '--max-seconds', [CompletionResultType]::ParameterName, 'How long a file may take before it is left out, in seconds [default: 60]')
            [CompletionResult]::new('--scheme', '--scheme', [CompletionResultType]::ParameterName, 'The colours; without it, what the environment says')
            [CompletionResult]::new('--no-library', '--no-library', [CompletionResultType]::ParameterName, 'Keep nothing: what you mark and write ends with the program')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print articles as plain text, with marks as words')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Print passages')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Count passages by kind, theme, origin, time and source')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write passages for other programs and people: a page to send, a Markdown report, CSV, TSV, JSON Lines, W3C Web Annotations, a project or a codebook for qualitative-analysis programs (REFI-QDA); README.md has the fields')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Bring in what was written about articles elsewhere: REFI-QDA projects (.qdpx) and codebooks (.qdc) of qualitative-analysis programs, Web Annotations, perusal''s own exports (.qdpx, .jsonl, .jsonld). Each file is one step, or nothing')
            [CompletionResult]::new('search', 'search', [CompletionResultType]::ParameterValue, 'Find articles of the library by their text, the best first: words, "a phrase", begin*, one NEAR/5 other, title: author: source: date:2023..2024, -without')
            [CompletionResult]::new('themes', 'themes', [CompletionResultType]::ParameterValue, 'Suggest themes for a pile that no codebook fits')
            [CompletionResult]::new('tag', 'tag', [CompletionResultType]::ParameterValue, 'Mark texts: articles, or without a PATH JSON Lines with id and text on standard input; JSON Lines with passages out, in the same order')
            [CompletionResult]::new('agree', 'agree', [CompletionResultType]::ParameterValue, 'Compare two coders, or a coder and the tagger, sentence by sentence: percent agreement, Cohen''s kappa and Krippendorff''s alpha of each kind and theme')
            [CompletionResult]::new('library', 'library', [CompletionResultType]::ParameterValue, 'Look after a library: check it, copy it, make it small')
            [CompletionResult]::new('keys', 'keys', [CompletionResultType]::ParameterValue, 'Print the keys')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print what a shell reads to complete the words of this command line')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print a page of the manual, as `man -l` reads it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'perusal;show' {
            [CompletionResult]::new('--codebook', '--codebook', [CompletionResultType]::ParameterName, 'Your own themes, a TOML file; README.md says how it is written')
            [CompletionResult]::new('--library', '--library', [CompletionResultType]::ParameterName, 'The library to keep articles and edits in; without it, the one in the folder for your data')
            [CompletionResult]::new('--max-size', '--max-size', [CompletionResultType]::ParameterName, 'The largest file to read, in MiB [default: 1024]')
            [CompletionResult]::new('--max-unpacked', '--max-unpacked', [CompletionResultType]::ParameterName, 'What a packed file (EPUB, DOCX, ...) may unpack to, in MiB [default: 256]')
            [CompletionResult]::new('--max-ratio', '--max-ratio', [CompletionResultType]::ParameterName, 'How many times its packed size a part may unpack to, past the first MiB [default: 200]')
            [CompletionResult]::new('--max-depth', '--max-depth', [CompletionResultType]::ParameterName, 'How deep elements, messages or lists may nest [default: 512]')
            [CompletionResult]::new('--max-articles', '--max-articles', [CompletionResultType]::ParameterName, 'How many articles a file may hold [default: 1000000]')
            [CompletionResult]::new('--max-seconds', '--max-seconds', [CompletionResultType]::ParameterName, 'How long a file may take before it is left out, in seconds [default: 60]')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Only this kind: concern, opportunity or statistic. Can be given more than once')
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Only this theme of the codebook. Can be given more than once')
            [CompletionResult]::new('--where', '--where', [CompletionResultType]::ParameterName, 'Only what meets a query, as in ''concern and not title:nurse*''; README.md has the language')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours and attributes; by itself where a terminal shows them')
            [CompletionResult]::new('--colour', '--colour', [CompletionResultType]::ParameterName, 'Colours and attributes; by itself where a terminal shows them')
            [CompletionResult]::new('--no-library', '--no-library', [CompletionResultType]::ParameterName, 'Keep nothing: what you mark and write ends with the program')
            [CompletionResult]::new('--once', '--once', [CompletionResultType]::ParameterName, 'Leave out articles that repeat another')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Straight to the terminal, without a pager')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'perusal;list' {
            [CompletionResult]::new('--codebook', '--codebook', [CompletionResultType]::ParameterName, 'Your own themes, a TOML file; README.md says how it is written')
            [CompletionResult]::new('--library', '--library', [CompletionResultType]::ParameterName, 'The library to keep articles and edits in; without it, the one in the folder for your data')
            [CompletionResult]::new('--max-size', '--max-size', [CompletionResultType]::ParameterName, 'The largest file to read, in MiB [default: 1024]')
            [CompletionResult]::new('--max-unpacked', '--max-unpacked', [CompletionResultType]::ParameterName, 'What a packed file (EPUB, DOCX, ...) may unpack to, in MiB [default: 256]')
            [CompletionResult]::new('--max-ratio', '--max-ratio', [CompletionResultType]::ParameterName, 'How many times its packed size a part may unpack to, past the first MiB [default: 200]')
            [CompletionResult]::new('--max-depth', '--max-depth', [CompletionResultType]::ParameterName, 'How deep elements, messages or lists may nest [default: 512]')
            [CompletionResult]::new('--max-articles', '--max-articles', [CompletionResultType]::ParameterName, 'How many articles a file may hold [default: 1000000]')
            [CompletionResult]::new('--max-seconds', '--max-seconds', [CompletionResultType]::ParameterName, 'How long a file may take before it is left out, in seconds [default: 60]')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Only this kind: concern, opportunity or statistic. Can be given more than once')
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Only this theme of the codebook. Can be given more than once')
            [CompletionResult]::new('--where', '--where', [CompletionResultType]::ParameterName, 'Only what meets a query, as in ''concern and not title:nurse*''; README.md has the language')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours and attributes; by itself where a terminal shows them')
            [CompletionResult]::new('--colour', '--colour', [CompletionResultType]::ParameterName, 'Colours and attributes; by itself where a terminal shows them')
            [CompletionResult]::new('--no-library', '--no-library', [CompletionResultType]::ParameterName, 'Keep nothing: what you mark and write ends with the program')
            [CompletionResult]::new('--once', '--once', [CompletionResultType]::ParameterName, 'Leave out articles that repeat another')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Straight to the terminal, without a pager')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'perusal;stats' {
            [CompletionResult]::new('--codebook', '--codebook', [CompletionResultType]::ParameterName, 'Your own themes, a TOML file; README.md says how it is written')
            [CompletionResult]::new('--library', '--library', [CompletionResultType]::ParameterName, 'The library to keep articles and edits in; without it, the one in the folder for your data')
            [CompletionResult]::new('--max-size', '--max-size', [CompletionResultType]::ParameterName, 'The largest file to read, in MiB [default: 1024]')
            [CompletionResult]::new('--max-unpacked', '--max-unpacked', [CompletionResultType]::ParameterName, 'What a packed file (EPUB, DOCX, ...) may unpack to, in MiB [default: 256]')
            [CompletionResult]::new('--max-ratio', '--max-ratio', [CompletionResultType]::ParameterName, 'How many times its packed size a part may unpack to, past the first MiB [default: 200]')
            [CompletionResult]::new('--max-depth', '--max-depth', [CompletionResultType]::ParameterName, 'How deep elements, messages or lists may nest [default: 512]')
            [CompletionResult]::new('--max-articles', '--max-articles', [CompletionResultType]::ParameterName, 'How many articles a file may hold [default: 1000000]')
            [CompletionResult]::new('--max-seconds', '--max-seconds', [CompletionResultType]::ParameterName, 'How long a file may take before it is left out, in seconds [default: 60]')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Only this kind: concern, opportunity or statistic. Can be given more than once')
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Only this theme of the codebook. Can be given more than once')
            [CompletionResult]::new('--where', '--where', [CompletionResultType]::ParameterName, 'Only what meets a query, as in ''concern and not title:nurse*''; README.md has the language')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours and attributes; by itself where a terminal shows them')
            [CompletionResult]::new('--colour', '--colour', [CompletionResultType]::ParameterName, 'Colours and attributes; by itself where a terminal shows them')
            [CompletionResult]::new('--no-library', '--no-library', [CompletionResultType]::ParameterName, 'Keep nothing: what you mark and write ends with the program')
            [CompletionResult]::new('--once', '--once', [CompletionResultType]::ParameterName, 'Leave out articles that repeat another')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Straight to the terminal, without a pager')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'perusal;export' {
            [CompletionResult]::new('--codebook', '--codebook', [CompletionResultType]::ParameterName, 'Your own themes, a TOML file; README.md says how it is written')
            [CompletionResult]::new('--library', '--library', [CompletionResultType]::ParameterName, 'The library to keep articles and edits in; without it, the one in the folder for your data')
            [CompletionResult]::new('--max-size', '--max-size', [CompletionResultType]::ParameterName, 'The largest file to read, in MiB [default: 1024]')
            [CompletionResult]::new('--max-unpacked', '--max-unpacked', [CompletionResultType]::ParameterName, 'What a packed file (EPUB, DOCX, ...) may unpack to, in MiB [default: 256]')
            [CompletionResult]::new('--max-ratio', '--max-ratio', [CompletionResultType]::ParameterName, 'How many times its packed size a part may unpack to, past the first MiB [default: 200]')
            [CompletionResult]::new('--max-depth', '--max-depth', [CompletionResultType]::ParameterName, 'How deep elements, messages or lists may nest [default: 512]')
            [CompletionResult]::new('--max-articles', '--max-articles', [CompletionResultType]::ParameterName, 'How many articles a file may hold [default: 1000000]')
            [CompletionResult]::new('--max-seconds', '--max-seconds', [CompletionResultType]::ParameterName, 'How long a file may take before it is left out, in seconds [default: 60]')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Only this kind: concern, opportunity or statistic. Can be given more than once')
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Only this theme of the codebook. Can be given more than once')
            [CompletionResult]::new('--where', '--where', [CompletionResultType]::ParameterName, 'Only what meets a query, as in ''concern and not title:nurse*''; README.md has the language')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How; without it, what the file''s name says, else Markdown')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'What a Markdown report is grouped by')
            [CompletionResult]::new('--unit', '--unit', [CompletionResultType]::ParameterName, 'What a row of CSV, TSV and JSON Lines is')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The file to write, checked by reading it back; without it, or with `-`, standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The file to write, checked by reading it back; without it, or with `-`, standard output')
            [CompletionResult]::new('--no-library', '--no-library', [CompletionResultType]::ParameterName, 'Keep nothing: what you mark and write ends with the program')
            [CompletionResult]::new('--once', '--once', [CompletionResultType]::ParameterName, 'Leave out articles that repeat another')
            [CompletionResult]::new('--bom', '--bom', [CompletionResultType]::ParameterName, 'Begin CSV and TSV with a byte order mark, which some spreadsheets want')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'perusal;import' {
            [CompletionResult]::new('--library', '--library', [CompletionResultType]::ParameterName, 'The library; without it, the one in the folder for your data')
            [CompletionResult]::new('--max-size', '--max-size', [CompletionResultType]::ParameterName, 'The largest file to read, in MiB [default: 1024]')
            [CompletionResult]::new('--max-unpacked', '--max-unpacked', [CompletionResultType]::ParameterName, 'What a packed file (EPUB, DOCX, ...) may unpack to, in MiB [default: 256]')
            [CompletionResult]::new('--max-ratio', '--max-ratio', [CompletionResultType]::ParameterName, 'How many times its packed size a part may unpack to, past the first MiB [default: 200]')
            [CompletionResult]::new('--max-depth', '--max-depth', [CompletionResultType]::ParameterName, 'How deep elements, messages or lists may nest [default: 512]')
            [CompletionResult]::new('--max-articles', '--max-articles', [CompletionResultType]::ParameterName, 'How many articles a file may hold [default: 1000000]')
            [CompletionResult]::new('--max-seconds', '--max-seconds', [CompletionResultType]::ParameterName, 'How long a file may take before it is left out, in seconds [default: 60]')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'perusal;search' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Articles at most')
            [CompletionResult]::new('--library', '--library', [CompletionResultType]::ParameterName, 'The library; without it, the one in the folder for your data')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Only this kind: concern, opportunity or statistic. Can be given more than once')
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Only this theme of the codebook. Can be given more than once')
            [CompletionResult]::new('--where', '--where', [CompletionResultType]::ParameterName, 'Only what meets a query, as in ''concern and not title:nurse*''; README.md has the language')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours and attributes; by itself where a terminal shows them')
            [CompletionResult]::new('--colour', '--colour', [CompletionResultType]::ParameterName, 'Colours and attributes; by itself where a terminal shows them')
            [CompletionResult]::new('--once', '--once', [CompletionResultType]::ParameterName, 'Leave out articles that repeat another')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Straight to the terminal, without a pager')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'perusal;themes' {
            [CompletionResult]::new('--codebook', '--codebook', [CompletionResultType]::ParameterName, 'Your own themes, a TOML file; README.md says how it is written')
            [CompletionResult]::new('--library', '--library', [CompletionResultType]::ParameterName, 'The library to keep articles and edits in; without it, the one in the folder for your data')
            [CompletionResult]::new('--max-size', '--max-size', [CompletionResultType]::ParameterName, 'The largest file to read, in MiB [default: 1024]')
            [CompletionResult]::new('--max-unpacked', '--max-unpacked', [CompletionResultType]::ParameterName, 'What a packed file (EPUB, DOCX, ...) may unpack to, in MiB [default: 256]')
            [CompletionResult]::new('--max-ratio', '--max-ratio', [CompletionResultType]::ParameterName, 'How many times its packed size a part may unpack to, past the first MiB [default: 200]')
            [CompletionResult]::new('--max-depth', '--max-depth', [CompletionResultType]::ParameterName, 'How deep elements, messages or lists may nest [default: 512]')
            [CompletionResult]::new('--max-articles', '--max-articles', [CompletionResultType]::ParameterName, 'How many articles a file may hold [default: 1000000]')
            [CompletionResult]::new('--max-seconds', '--max-seconds', [CompletionResultType]::ParameterName, 'How long a file may take before it is left out, in seconds [default: 60]')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Only this kind: concern, opportunity or statistic. Can be given more than once')
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Only this theme of the codebook. Can be given more than once')
            [CompletionResult]::new('--where', '--where', [CompletionResultType]::ParameterName, 'Only what meets a query, as in ''concern and not title:nurse*''; README.md has the language')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours and attributes; by itself where a terminal shows them')
            [CompletionResult]::new('--colour', '--colour', [CompletionResultType]::ParameterName, 'Colours and attributes; by itself where a terminal shows them')
            [CompletionResult]::new('--no-library', '--no-library', [CompletionResultType]::ParameterName, 'Keep nothing: what you mark and write ends with the program')
            [CompletionResult]::new('--once', '--once', [CompletionResultType]::ParameterName, 'Leave out articles that repeat another')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Straight to the terminal, without a pager')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'perusal;tag' {
            [CompletionResult]::new('--input', '--input', [CompletionResultType]::ParameterName, 'What comes in where there is no path')
            [CompletionResult]::new('--unit', '--unit', [CompletionResultType]::ParameterName, 'What one text of standard input is')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads that mark; without it, one for each processor')
            [CompletionResult]::new('--codebook', '--codebook', [CompletionResultType]::ParameterName, 'Your own themes, a TOML file')
            [CompletionResult]::new('--max-size', '--max-size', [CompletionResultType]::ParameterName, 'The largest file to read, in MiB [default: 1024]')
            [CompletionResult]::new('--max-unpacked', '--max-unpacked', [CompletionResultType]::ParameterName, 'What a packed file (EPUB, DOCX, ...) may unpack to, in MiB [default: 256]')
            [CompletionResult]::new('--max-ratio', '--max-ratio', [CompletionResultType]::ParameterName, 'How many times its packed size a part may unpack to, past the first MiB [default: 200]')
            [CompletionResult]::new('--max-depth', '--max-depth', [CompletionResultType]::ParameterName, 'How deep elements, messages or lists may nest [default: 512]')
            [CompletionResult]::new('--max-articles', '--max-articles', [CompletionResultType]::ParameterName, 'How many articles a file may hold [default: 1000000]')
            [CompletionResult]::new('--max-seconds', '--max-seconds', [CompletionResultType]::ParameterName, 'How long a file may take before it is left out, in seconds [default: 60]')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'perusal;agree' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours and attributes; by itself where a terminal shows them')
            [CompletionResult]::new('--colour', '--colour', [CompletionResultType]::ParameterName, 'Colours and attributes; by itself where a terminal shows them')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'List the sentences that they judge differently, and the articles that only one has')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Straight to the terminal, without a pager')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'perusal;library' {
            [CompletionResult]::new('--library', '--library', [CompletionResultType]::ParameterName, 'The library; without it, the one in the folder for your data')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Look whether it is sound: its file, its articles, its journal against what is in it')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Copy it, also while it is in use')
            [CompletionResult]::new('compact', 'compact', [CompletionResultType]::ParameterValue, 'Give back the room that is not used any more')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'perusal;library;check' {
            [CompletionResult]::new('--library', '--library', [CompletionResultType]::ParameterName, 'The library; without it, the one in the folder for your data')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'perusal;library;backup' {
            [CompletionResult]::new('--library', '--library', [CompletionResultType]::ParameterName, 'The library; without it, the one in the folder for your data')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'perusal;library;compact' {
            [CompletionResult]::new('--library', '--library', [CompletionResultType]::ParameterName, 'The library; without it, the one in the folder for your data')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'perusal;library;help' {
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Look whether it is sound: its file, its articles, its journal against what is in it')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Copy it, also while it is in use')
            [CompletionResult]::new('compact', 'compact', [CompletionResultType]::ParameterValue, 'Give back the room that is not used any more')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'perusal;library;help;check' {
            break
        }
        'perusal;library;help;backup' {
            break
        }
        'perusal;library;help;compact' {
            break
        }
        'perusal;library;help;help' {
            break
        }
        'perusal;keys' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'perusal;completions' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'perusal;man' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'perusal;help' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print articles as plain text, with marks as words')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Print passages')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Count passages by kind, theme, origin, time and source')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write passages for other programs and people: a page to send, a Markdown report, CSV, TSV, JSON Lines, W3C Web Annotations, a project or a codebook for qualitative-analysis programs (REFI-QDA); README.md has the fields')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Bring in what was written about articles elsewhere: REFI-QDA projects (.qdpx) and codebooks (.qdc) of qualitative-analysis programs, Web Annotations, perusal''s own exports (.qdpx, .jsonl, .jsonld). Each file is one step, or nothing')
            [CompletionResult]::new('search', 'search', [CompletionResultType]::ParameterValue, 'Find articles of the library by their text, the best first: words, "a phrase", begin*, one NEAR/5 other, title: author: source: date:2023..2024, -without')
            [CompletionResult]::new('themes', 'themes', [CompletionResultType]::ParameterValue, 'Suggest themes for a pile that no codebook fits')
            [CompletionResult]::new('tag', 'tag', [CompletionResultType]::ParameterValue, 'Mark texts: articles, or without a PATH JSON Lines with id and text on standard input; JSON Lines with passages out, in the same order')
            [CompletionResult]::new('agree', 'agree', [CompletionResultType]::ParameterValue, 'Compare two coders, or a coder and the tagger, sentence by sentence: percent agreement, Cohen''s kappa and Krippendorff''s alpha of each kind and theme')
            [CompletionResult]::new('library', 'library', [CompletionResultType]::ParameterValue, 'Look after a library: check it, copy it, make it small')
            [CompletionResult]::new('keys', 'keys', [CompletionResultType]::ParameterValue, 'Print the keys')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print what a shell reads to complete the words of this command line')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print a page of the manual, as `man -l` reads it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'perusal;help;show' {
            break
        }
        'perusal;help;list' {
            break
        }
        'perusal;help;stats' {
            break
        }
        'perusal;help;export' {
            break
        }
        'perusal;help;import' {
            break
        }
        'perusal;help;search' {
            break
        }
        'perusal;help;themes' {
            break
        }
        'perusal;help;tag' {
            break
        }
        'perusal;help;agree' {
            break
        }
        'perusal;help;library' {
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Look whether it is sound: its file, its articles, its journal against what is in it')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Copy it, also while it is in use')
            [CompletionResult]::new('compact', 'compact', [CompletionResultType]::ParameterValue, 'Give back the room that is not used any more')
            break
        }
        'perusal;help;library;check' {
            break
        }
        'perusal;help;library;backup' {
            break
        }
        'perusal;help;library;compact' {
            break
        }
        'perusal;help;keys' {
            break
        }
        'perusal;help;completions' {
            break
        }
        'perusal;help;man' {
            break
        }
        'perusal;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
