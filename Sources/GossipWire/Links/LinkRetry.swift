/// The answer to an initiation by a node with much to do: it has kept nothing, and asks for a cookie.
///
/// The code shows that it comes from somebody who has the network's key.
package struct LinkRetry {
    /// The start of the initiation's key, by which its sender knows it.
    package let key: LinkCookie
    /// The cookie to send with the next initiation.
    package let cookie: LinkCookie
    private let whole: UnsafeRawBufferPointer

    init?(from reader: inout ByteReader) {
        guard let key = LinkCookie(from: &reader), let cookie = LinkCookie(from: &reader)
        else { return nil }
        self.key = key
        self.cookie = cookie
        whole = reader.base
    }

    /// True when somebody with the network's key has made it.
    package func isAuthentic(with hints: LinkHintKey) -> Bool { hints.hasCoded(whole) }

    /// Appends a retry.
    package static func encode(
        key: LinkCookie,
        cookie: LinkCookie,
        with hints: LinkHintKey,
        into bytes: inout [UInt8]
    ) {
        let start = bytes.count
        bytes.append(LinkPacket.Kind.retry.rawValue)
        key.encode(into: &bytes)
        cookie.encode(into: &bytes)
        hints.appendCode(overLast: bytes.count - start, of: &bytes)
    }
}
