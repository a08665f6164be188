# Violations that are known and left out for now. Sourced, never run.

# without_baseline RULE FILE: standard input, a rule's report, without the lines about files that FILE
# lists for the rule. A line of FILE is a rule and a folder or file. A line of FILE that leaves
# nothing out is itself reported, so that the list only shrinks.
without_baseline() {
    if [ ! -e "$2" ]; then
        grep . || true
        return
    fi
    awk -v rule="$1" -v list="${2#"$PWD/"}" '
        FILENAME == ARGV[1] {
            if ($1 == rule) { known[$2] = FNR }
            next
        }
        /^$/ { next }
        {
            file = $0
            sub(/:.*/, "", file)
            while (file != "" && !(file in known)) if (!sub(/\/[^\/]*$/, "", file)) file = ""
            if (file != "") used[file] = 1
            else print
        }
        END {
            for (file in known)
                if (!(file in used))
                    print list ":" known[file] ": " rule ": " file " keeps the rule; take this line out"
        }' "$2" -
}
