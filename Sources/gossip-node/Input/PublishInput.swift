import GossipText
import GossipWire

/// Standard input as the body of one message.
enum PublishInput {
    private static let chunkBytes = 64 << 10

    /// Reads to the end; a line end that is the last is no part of the body.
    ///
    /// - Throws: ``NodeFailure`` when there is nothing, or more than a message holds.
    static func read() throws(NodeFailure) -> [UInt8] {
        var body: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: chunkBytes)
        while body.count <= Message.bodyLengthMax + 2 {
            let count: Int
            do {
                count = try chunk.withUnsafeMutableBytes { buffer in
                    Result { () throws(InputFailure) in try StandardInput.read(into: buffer) }
                }.get()
            } catch {
                throw NodeFailure(.failure, "cannot read standard input: nothing was published.")
            }
            if count == 0 { break }
            body += chunk[..<count]
        }
        guard !body.isEmpty else {
            throw NodeFailure(
                .wrongUse,
                "there is nothing to publish: standard input is empty. Give the words, or a pipe."
            )
        }
        if body.last == UInt8(ascii: "\n") {
            body.removeLast()
            if body.last == UInt8(ascii: "\r") { body.removeLast() }
        }
        return body
    }
}
