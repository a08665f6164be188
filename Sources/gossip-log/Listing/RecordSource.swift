import GossipStore
import GossipText

/// Where a listing takes its messages from: the log's own orders, or a search for words.
struct RecordSource {
    let reader: LogReader
    private let search: WordSearch?
    /// What a body must be like; nil for any.
    private let isWanted: ((UnsafeRawBufferPointer) -> Bool)?

    /// Opens the index if the request searches for words, and says when it is far behind.
    init(_ request: ListRequest, _ reader: LogReader) throws {
        self.reader = reader
        isWanted = request.pattern.map { pattern in { pattern.matches($0) } }
        guard let words = request.words else {
            search = nil
            return
        }
        let file = SearchIndex.path(ofLog: request.path)
        guard let index = try SearchIndex(searching: reader) else {
            throw CommandFailure(
                "there is no search index of \(request.path) as it is now. Make it with gossip-log "
                    + "index --db \(request.path), or search with --grep."
            )
        }
        let search = try WordSearch(words, in: reader, by: index)
        if search.unsearched > 0 {
            Diagnostics.say(
                "the index \(file) is behind: \(Quantity.messages(search.unsearched)) that arrived "
                    + "since are not searched. gossip-log index --db \(request.path) takes them in."
            )
        }
        self.search = search
    }

    /// Calls the body with each message of a query, until it returns `false`.
    func forEach(_ query: LogQuery, _ body: (LogRecord) throws -> Bool) throws {
        if let search {
            try search.forEach(query, where: isWanted, body)
        } else {
            try reader.forEach(query, where: isWanted, body)
        }
    }
}
