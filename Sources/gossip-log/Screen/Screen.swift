import Glibc
import GossipText

/// The output of a command: standard output or a pager before it, and the look of lines there.
struct Screen {
    let sink: ByteSink
    let style: Style
    /// The zone in which times print.
    let zone: TimeZoneRule
    /// Columns a line must fit into; nil when it may be as long as it is.
    let columns: Int?
    /// Columns of the terminal, paged or not, into which long text is wrapped.
    let wrapColumns: Int?
    /// True when the output ends on a terminal, where no byte may act.
    let isTerminal: Bool
    private let pager: Pager?

    /// The use of a pager on a terminal.
    enum Paging {
        case none
        case atStart
        case atEnd
    }

    /// Opens standard output, with a pager if it is a terminal and one is wanted.
    init(_ options: OutputOptions, pager paging: Paging, environment: Environment = .process) {
        let terminal = Terminal(descriptor: STDOUT_FILENO, environment: environment)
        let wantsPager = paging != .none && terminal.isTerminal && !options.noPager
        pager = wantsPager ? Pager.start(atEnd: paging == .atEnd, environment: environment) : nil
        // Ctrl-C is for the pager while it runs.
        if pager != nil { signal(SIGINT, SIG_IGN) }
        sink = ByteSink(descriptor: pager?.input ?? STDOUT_FILENO)
        style = Style(
            isOn: options.color.isOn(terminal, environment: environment)
        )
        zone = options.utc ? .utc : .local
        // The pager cuts long lines itself and lets one scroll to their end.
        columns = pager == nil ? terminal.columns : nil
        wrapColumns = terminal.columns
        isTerminal = terminal.isTerminal
    }

    /// Ends the output, and stays until the person has left the pager.
    ///
    /// Output that still waits is lost if the reader has gone: that was the reader's choice.
    func close() {
        try? sink.flush()
        pager?.finish()
    }
}
