# Prints each function, initialiser, subscript and computed property longer than `limit` lines.
# Usage: awk -v limit=60 -f functions.awk FILE.swift…
#
# swift-format has normalised the indentation, so a declaration that begins at some depth ends with
# the next "}" at the same depth. Anything else at that depth or above means it had no body.

function forget(depth,   d) { for (d in start) if (d + 0 >= depth) delete start[d] }

FNR == 1 { forget(0) }

/^[ \t]*$/ { next }

{
    match($0, /^ */)
    depth = RLENGTH
    text = substr($0, depth + 1)
    gsub(/"([^"\\]|\\.)*"/, "\"\"", text)

    # The signature may go on at the same depth, and conditional compilation does not indent.
    if (text ~ /^([){]|->|where |throws|async|#if|#else|#endif|\/\/)/) next

    if (text ~ /^}/) {
        if (depth in start) {
            length_in_lines = FNR - start[depth] + 1
            if (length_in_lines > limit)
                print FILENAME ":" start[depth] ": functions: " name[depth] " has " length_in_lines \
                    " lines; a function fits a screen, at most " limit
        }
        forget(depth)
        next
    }

    forget(depth)
    if (text ~ /^[^\/]*func [^ ]/ || text ~ /^([@a-z_()]+ )*(init[?!]?[(<]|deinit |subscript[(<])/ ||
        text ~ /^([@a-z_()]+ )*var [^=]*{$/) {
        start[depth] = FNR
        name[depth] = text
        sub(/[ ]*{.*$/, "", name[depth])
        name[depth] = substr(name[depth], 1, 60)
    }
}
