/// A piece of a sealed stream: a Noise message of its handshake, or content under the next counter.
///
/// ```
/// 0  2  number of the bytes that follow, big-endian
/// 2  …  the message; or the ciphertext and a tag of 16 bytes, which covers the number too
/// ```
package enum LinkRecord {
    /// Bytes before each piece.
    package static let prefixLength = 2
    /// The most bytes of content in one piece: longer ones cost as much a byte, and come later.
    package static let contentLengthMax = 16_384
    /// The most bytes after the number.
    package static let lengthMax = contentLengthMax + NoisePattern.tagLength

    /// Appends a Noise message.
    package static func encode(_ message: [UInt8], into bytes: inout [UInt8]) {
        assert(message.count <= lengthMax, "a message of a handshake is short")
        bytes.append(bigEndian: UInt16(message.count))
        bytes.append(contentsOf: message)
    }

    /// Appends content.
    ///
    /// - Throws: ``NoiseError/exhausted``.
    package static func seal(
        _ content: ArraySlice<UInt8>,
        with key: NoiseKey,
        counter: UInt64,
        into bytes: inout [UInt8]
    ) throws(NoiseError) {
        assert(content.count <= contentLengthMax, "content is cut into pieces")
        bytes.append(bigEndian: UInt16(content.count + NoisePattern.tagLength))
        try key.seal(content, counter: counter, withLast: prefixLength, into: &bytes)
    }

    /// Opens what came after the number.
    ///
    /// - Throws: ``NoiseError``.
    package static func open(
        _ sealed: ArraySlice<UInt8>,
        with key: NoiseKey,
        counter: UInt64
    ) throws(NoiseError) -> [UInt8] {
        var prefix: [UInt8] = []
        prefix.append(bigEndian: UInt16(sealed.count))
        return try key.open(sealed, counter: counter, with: prefix)
    }
}
