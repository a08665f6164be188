/// The terms of a session, in the first message of either side; a credential may follow.
///
/// ```
///  0  4  the number that the sender gives the session
///  4  1  version of the protocol within the session
///  5  1  flags; those that are not known are ignored
///  6  8  pair: which shared secret of both is the last preshared key, 0 for none
/// ```
package struct LinkTerms: Equatable, Sendable {
    /// Bytes of the encoded terms.
    package static let length = 14
    /// The version that this program speaks; of two, both sides speak the lower one.
    package static let version: UInt8 = 1

    /// The number that the sender gives the session.
    package var index: UInt32
    /// The highest version that the sender speaks.
    package var version: UInt8
    /// Properties of the sender.
    package var flags: UInt8
    /// The shared secret that is the last preshared key, 0 for none.
    package var pair: UInt64

    /// Makes the terms of this program.
    package init(
        index: UInt32,
        version: UInt8 = LinkTerms.version,
        flags: UInt8 = 0,
        pair: UInt64 = 0
    ) {
        self.index = index
        self.version = version
        self.flags = flags
        self.pair = pair
    }

    /// Reads the terms that a payload begins with; `nil` for a shorter one, and for version 0.
    package init?(leading bytes: [UInt8]) {
        let terms = bytes.withUnsafeBytes { bytes -> LinkTerms? in
            var reader = ByteReader(bytes)
            guard let index = reader.readInteger(UInt32.self), let version = reader.readByte(),
                version > 0, let flags = reader.readByte(),
                let pair = reader.readInteger(UInt64.self)
            else { return nil }
            return LinkTerms(index: index, version: version, flags: flags, pair: pair)
        }
        guard let terms else { return nil }
        self = terms
    }

    /// The version that both sides speak.
    package func common(with other: LinkTerms) -> UInt8 { min(version, other.version) }

    /// The payload that begins with these terms.
    ///
    /// - Parameters:
    ///   - rest: What follows them.
    ///   - length: The length to which zeros fill it up.
    /// - Returns: The payload, at least as long as the terms and the rest.
    package func payload(_ rest: [UInt8] = [], filledTo length: Int = 0) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(max(length, Self.length + rest.count))
        bytes.append(bigEndian: index)
        bytes.append(version)
        bytes.append(flags)
        bytes.append(bigEndian: pair)
        bytes.append(contentsOf: rest)
        bytes.append(contentsOf: repeatElement(0, count: max(0, length - bytes.count)))
        return bytes
    }
}
