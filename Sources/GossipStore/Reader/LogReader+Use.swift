extension LogReader {
    /// True when a node, or another program that writes, has the log now; no if that cannot be known.
    public static func isInUse(path: String) -> Bool {
        FileLock.isHeld(of: LogPath(path))
    }

    /// True when the room that a log keeps on its volume for a full one is whole.
    public static func hasReserve(path: String) -> Bool { LogReserve(of: LogPath(path)).isWhole }

    /// All peers by the rows that messages and catch-ups name.
    public func peersByNumber() throws(StoreError) -> [PeerNumber: PeerRecord] {
        var peers: [PeerNumber: PeerRecord] = [:]
        for (number, record) in try PeerTable(connection: connection).all() {
            peers[number] = record
        }
        return peers
    }
}
