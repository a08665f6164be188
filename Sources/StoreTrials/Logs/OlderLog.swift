internal import GossipStore
package import GossipWire

/// Logs as programs of earlier versions left them.
package enum OlderLog {
    /// Writes up to 1,024 messages as a version before the newest did, and tells what the log must hold.
    ///
    /// Those versions had forks too, but here the first message of a sequence is all there is of it.
    package static func write(
        _ messages: [Message],
        version: Int,
        to path: String,
        on disk: TrialDisk
    ) throws -> ExpectedLog {
        var seen: Set<[UInt64]> = []
        let plain = messages.filter { seen.insert([$0.author.words.0, $0.sequence]).inserted }
        let other = TrialDisk()
        try LogOfVersion1.write(plain, to: path, vfs: other.name)
        try other.log.migrate(path, toVersion: version)
        return try put(other.bytes(of: path) ?? [], holding: plain, at: path, on: disk)
    }

    /// Puts the file of a log there that holds these messages, in the order of their arrival.
    package static func put(
        _ bytes: [UInt8],
        holding messages: [Message],
        at path: String,
        on disk: TrialDisk
    ) throws -> ExpectedLog {
        disk.put(bytes, at: path)
        var expectation = ExpectedLog()
        expectation.beginsWith(messages)
        return expectation
    }
}
