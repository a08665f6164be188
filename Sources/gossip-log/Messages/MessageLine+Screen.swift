import GossipText

extension MessageLine {
    /// The lines of a command's output.
    init(
        _ screen: Screen,
        authors: AuthorNames,
        separatesDays: Bool? = nil,
        indent: Int = 0
    ) {
        let look = LineLook(
            style: screen.style,
            zone: screen.zone,
            separatesDays: separatesDays ?? screen.isTerminal
        )
        self.init(
            look,
            columns: screen.columns,
            wrapColumns: screen.wrapColumns,
            authors: authors,
            indent: indent
        )
    }
}
