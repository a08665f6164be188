# Prints each sentence of the comments and articles that breaks the house's rule of prose.
# Usage: awk -f prose.awk FILE.swift… FILE.md… SCRIPT…
#
# What is read: comments of Swift (doc, line and behind code), comments of scripts, articles outside
# their blocks of code. Code spans, quotations and addresses of links do not count as prose.

BEGIN {
    split("what whether which who that where how", heads, " ")
    for (i in heads) head[heads[i]] = 1
    split("that which who whom whose what whatever whoever whether because although unless until" \
        " if when whenever where wherever while how why", openers, " ")
    for (i in openers) opener[openers[i]] = 1
    plain["any more"] = "no longer"
    plain["but for"] = "except"
    split("its their his her our your one's", owners, " ")
    for (i in owners) plain["of " owners[i] " own"] = "separate"
}

FNR == 1 {
    finish_comment()
    kind = FILENAME ~ /\.swift$/ ? "swift" : FILENAME ~ /\.md$/ ? "article" : "script"
    fenced = 0
    quoted = 0
    file = FILENAME
}

function complain(line, reason) { print file ":" line ": prose: " reason }

# A word without the punctuation around it, in lower case.
function bare(word) {
    gsub(/^[^A-Za-z]+|[^A-Za-z]+$/, "", word)
    return tolower(word)
}

# Judges the words from `from` to `to`, which are one sentence.
function judge(from, to,   i, n, text, at, openings) {
    if (is_doc && !is_told) {
        is_told = 1
        if (bare(word[from]) in head)
            complain(line[from], "a doc comment begins with a noun phrase or an imperative, not" \
                " with '" word[from] "'; of a Bool say 'True when …'")
    }
    n = 0
    for (i = from; i <= to; i++) {
        text[n + 1] = bare(word[i])
        if (text[n + 1] == "") continue
        at[++n] = line[i]
        if (text[n] in opener) openings++
    }
    if (openings > openers_max)
        complain(line[from], "one subordinate clause a sentence; this one has " openings \
            " words that open one")
    for (i = 1; i < n; i++) {
        advise(at[i], text[i] " " text[i + 1])
        if (i + 2 <= n) advise(at[i], text[i] " " text[i + 1] " " text[i + 2])
    }
}

function advise(at, phrase) {
    if (phrase in plain) complain(at, "'" plain[phrase] "' in place of '" phrase "'")
}

function finish_paragraph(   i, from) {
    from = 1
    for (i = 1; i <= count; i++)
        if (i == count || word[i] ~ /[.!?:;][)"”]*$/) {
            judge(from, i)
            from = i + 1
        }
    count = 0
}

function finish_comment() {
    finish_paragraph()
    is_doc = 0
    is_told = 0
    fenced = 0
}

# Takes a line of prose; the marks of lists, headings and tables begin a paragraph.
function take(text,   i, parts, n) {
    if (text ~ /^[ \t]*```/) {
        finish_paragraph()
        fenced = !fenced
        return
    }
    if (fenced) return
    if (text ~ /^[ \t]*$/ || text ~ /^[ \t]*([-*#|>]|[0-9]+\.)/) finish_paragraph()
    gsub(/`[^`]*`/, "`", text)
    gsub(/"[^"]*"/, "\"", text)
    gsub(/\]\([^)]*\)/, "]", text)
    gsub(/\|/, " ; ", text)
    n = split(text, parts, /[ \t]+/)
    for (i = 1; i <= n; i++)
        if (parts[i] != "") {
            word[++count] = parts[i]
            line[count] = FNR
        }
    if (text ~ /^[ \t]*#/) finish_paragraph()
}

kind == "article" {
    take($0)
    next
}

kind == "script" {
    if ($0 !~ /^[ \t]*#([^!]|$)/) {
        finish_comment()
        next
    }
    sub(/^[ \t]*#/, "")
    take($0)
    next
}

# Text in three quotes is no comment, whatever stands in it.
kind == "swift" {
    if (gsub(/"""/, "&") % 2) quoted = !quoted
    if (quoted) {
        finish_comment()
        next
    }
    if ($0 ~ /^[ \t]*\/\//) {
        # A doc comment and a line comment that touch are two comments.
        doc_line = $0 ~ /^[ \t]*\/\/\//
        if (count && doc_line != is_doc) finish_comment()
        is_doc = doc_line
        sub(/^[ \t]*\/\/\/?/, "")
        take($0)
        next
    }
    finish_comment()
    gsub(/"([^"\\]|\\.)*"/, "\"\"")
    if (sub(/^.*[^:]\/\/ /, "")) {
        take($0)
        finish_comment()
    }
}

END { finish_comment() }
