public import GossipWire

/// The identity of a log, its age and its scope.
public struct LogDescription: Hashable, Sendable {
    /// 16 random bytes made with the file.
    public let incarnation: LogIncarnation
    /// When the file was made, in milliseconds since 1970.
    public let createdMilliseconds: UInt64
    /// The scope of the log.
    public let scope: Scope
    /// The authors whose messages are taken in; `nil` for everybody.
    public let authors: AuthorList?

    /// Returns true if the log takes in messages of the author.
    public func takesIn(_ author: AuthorKey) -> Bool {
        authors?.takesIn(author, within: scope) ?? true
    }
}
