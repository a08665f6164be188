/// The scripts by which a shell asks a program how its command line may go on.
///
/// A script holds no list: the program itself answers. So a new flag needs no new script, and topics, authors and
/// ids come from the log.
package enum CompletionScript: String, CaseIterable, Sendable {
    case bash
    case zsh
    case fish

    /// The word behind a program's name by which a script asks.
    package static let command = "complete"

    /// The script for a program.
    package func text(for program: String) -> String {
        let function = "_" + program.replacing("-", with: "_")
        switch self {
        case .bash: return Self.bash(program, function)
        case .zsh: return Self.zsh(program, function)
        case .fish: return Self.fish(program, function)
        }
    }

    // Bash breaks words at =, which the program is told without. Quotes are taken off, and nothing that was
    // typed is evaluated.
    private static func bash(_ program: String, _ function: String) -> String {
        """
        # Completion of \(program) for bash.
        \(function)() {
            local current=${COMP_WORDS[COMP_CWORD]} word summary
            local -a words=()
            for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                word=${word//[\\\\\\\"\\']/}
                [ "$word" = = ] || words+=("${word/#\\~/$HOME}")
            done
            [ "$current" != = ] || current=
            COMPREPLY=()
            while IFS=$'\\t' read -r word summary; do
                if [ "$word" = \(Completion.files) ]; then
                    compopt -o filenames 2>/dev/null
                    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$current")
                else
                    COMPREPLY+=("$(printf %q "$word")")
                fi
            done < <("${COMP_WORDS[0]/#\\~/$HOME}" \(command) "${words[@]}" "$current" 2>/dev/null)
        }
        complete -F \(function) \(program)

        """
    }

    private static func zsh(_ program: String, _ function: String) -> String {
        """
        #compdef \(program)
        # Completion of \(program) for zsh.
        \(function)() {
            local -a words_before values
            local word summary takes_file=
            words_before=("${(@Q)words[2,CURRENT-1]}")
            while IFS=$'\\t' read -r word summary; do
                if [[ $word == \(Completion.files) ]]; then
                    takes_file=1
                else
                    values+=("${word//:/\\\\:}${summary:+:$summary}")
                fi
            done < <("${words[1]/#\\~/$HOME}" \(command) "${words_before[@]}" "${(Q)PREFIX}" 2>/dev/null)
            (( $#values )) && _describe -V value values
            [[ -n $takes_file ]] && _files
            return 0
        }
        if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
            \(function) "$@"
        else
            compdef \(function) \(program)
        fi

        """
    }

    private static func fish(_ program: String, _ function: String) -> String {
        """
        # Completion of \(program) for fish.
        function \(function)
            set -l before (commandline -opc)
            set -l current (commandline -ct)
            for line in ($before[1] \(command) $before[2..-1] "$current" 2>/dev/null)
                if test "$line" = \(Completion.files)
                    __fish_complete_path "$current"
                else
                    printf '%s\\n' "$line"
                end
            end
        end
        complete -c \(program) -f -k -a '(\(function))'

        """
    }
}
