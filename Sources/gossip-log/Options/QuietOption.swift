import ArgumentParser

/// The flag for output without words beside it, common to all subcommands.
struct QuietOption: ParsableArguments {
    @Flag(
        name: .shortAndLong,
        help: "Say nothing on standard error except why it failed (statuses 2 and above)."
    )
    var quiet = false

    func validate() {
        if quiet { Diagnostics.hush() }
    }
}
