import GossipStore
import GossipText

extension AuthorNames {
    /// The names under which nodes have announced themselves to this one.
    init(_ reader: LogReader) throws(StoreError) {
        self.init(try reader.authorNames())
    }
}
