import GossipStore
import GossipText

/// A condition on the bytes of a body.
typealias BodyCondition = (UnsafeRawBufferPointer) -> Bool

/// A source of messages for a listing: the log's orders, or a search for words.
protocol RecordSource {
    /// Calls the body with each message of a query, until it returns `false`.
    func forEach(
        _ query: LogQuery,
        where isWanted: BodyCondition?,
        _ body: (LogRecord) throws -> Bool
    ) throws

    /// Calls the body with the summary of each message of a query, until it returns `false`: no message
    /// is decoded.
    func forEachSummary(
        _ query: LogQuery,
        where isWanted: BodyCondition?,
        _ body: (MessageSummary) throws -> Bool
    ) throws
}

extension LogReader: RecordSource {}

extension WordSearch: RecordSource {
    /// Opens the index of a log for a search, and tells when it is far behind.
    static func open(
        _ words: SearchWords,
        in reader: LogReader,
        path: String
    ) throws -> any RecordSource {
        let file = SearchIndex.path(ofLog: path)
        guard let index = try SearchIndex(searching: reader) else {
            throw CommandFailure(
                "there is no search index of \(path) as it is now. Make it with gossip-log index "
                    + "--db \(ShellWord.quoted(path)), or search with --grep."
            )
        }
        let search = try WordSearch(words, in: reader, by: index)
        if search.unsearched > 0 {
            Diagnostics.say(
                "the index \(file) is behind: \(Quantity.messages(search.unsearched)) that arrived "
                    + "since are not searched. gossip-log index --db \(ShellWord.quoted(path)) takes them in."
            )
        }
        return search
    }
}
