/// The code by which somebody is invited into a network: a secret, and the addresses to bring it to.
///
/// The text is `gl1-` and digits of base32 without look-alikes, 42 for one IPv4 address:
/// ```
///  0    1  version = 1
///  1   16  secret
/// 17    1  addresses: the number of IPv6 ones in the upper four bits, of IPv4 ones in the lower
/// 18   6n  IPv4: 4 bytes, port 2
///     18n  IPv6: 16 bytes, port 2
///       2  checksum
/// ```
///
/// It holds no network key: whoever finds a used one has nothing.
public struct InvitationCode: Equatable, Sendable {
    /// The most addresses in a code; each IPv6 one makes it 29 characters longer.
    public static let addressCountMax = 4
    /// Bytes of the secret.
    public static let secretLength = 16

    private static let prefix = "gl"
    private static let version: UInt8 = 1
    private static let headLength = 1 + secretLength + 1
    private static let digitCountMin =
        Base32.digitCount(ofBytes: headLength + 6 + TypedCode.checksumLength)

    let secret: [UInt8]
    /// The addresses of the inviting node, IPv4 ones first.
    public let addresses: [PeerAddress]

    /// Makes a code with a new secret from the system's randomness.
    ///
    /// - Parameter addresses: One to four addresses that datagrams may be sent to, none of them link-local.
    /// - Throws: ``TypedCodeError/address``.
    public init(addresses: [PeerAddress]) throws(TypedCodeError) {
        try self.init(
            secret: (0..<Self.secretLength).map { _ in UInt8.random(in: .min ... .max) },
            addresses: addresses
        )
    }

    /// Makes the code of a secret of 16 bytes, as the node that made it has kept it.
    ///
    /// - Throws: ``TypedCodeError/address`` as ``init(addresses:)`` does.
    public init(secret: [UInt8], addresses: [PeerAddress]) throws(TypedCodeError) {
        precondition(secret.count == Self.secretLength, "a secret has 16 bytes")
        guard (1...Self.addressCountMax).contains(addresses.count),
            addresses.allSatisfy({ $0.isSendable && !$0.isLinkLocal })
        else { throw .address }
        self.secret = secret
        self.addresses = addresses.filter(\.isIPv4) + addresses.filter { !$0.isIPv4 }
    }

    /// The text for people.
    public var text: String {
        var bytes = [Self.version] + secret
        let ipv4 = addresses.compactMap { address in address.ipv4.map { ($0, address.port) } }
        let ipv6 = addresses.filter { !$0.isIPv4 }
        bytes.append(UInt8(ipv6.count << 4 | ipv4.count))
        for (word, port) in ipv4 {
            bytes.append(bigEndian: word)
            bytes.append(bigEndian: port)
        }
        for address in ipv6 {
            bytes.append(bigEndian: address.high)
            bytes.append(bigEndian: address.low)
            bytes.append(bigEndian: address.port)
        }
        return "\(Self.prefix)\(Self.version)-\(TypedCode.encode(bytes))"
    }

    /// Reads a code as somebody has typed it: in any case, with spaces and hyphens anywhere behind `gl1`.
    ///
    /// - Throws: ``TypedCodeError``, a different one for each slip.
    public init(text: String) throws(TypedCodeError) {
        let digits = try TypedCode.digits(of: try Self.body(of: text))
        guard digits.count >= Self.digitCountMin else {
            throw .tooShort(digits.count, needed: Self.digitCountMin)
        }
        try Self.requireLength(of: digits)
        let bytes = try TypedCode.decode(digits)
        guard bytes[0] == Self.version else { throw .otherVersion(Int(bytes[0])) }
        let addresses = bytes.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            return Self.addresses(&reader)
        }
        guard let addresses else { throw .address }
        try self.init(secret: Array(bytes[1...Self.secretLength]), addresses: addresses)
    }

    /// The rest of a text behind `gl1`, in any case.
    private static func body(of text: String) throws(TypedCodeError) -> Substring {
        let expected = "\(prefix)\(version)-"
        let text = text.drop { $0.isWhitespace }
        guard text.prefix(prefix.count).lowercased() == prefix else {
            throw .foreign(expected: expected)
        }
        let rest = text.dropFirst(prefix.count)
        let number = rest.prefix { $0 != "-" }
        let digits = number.compactMap { Base32.value(of: $0) }.filter { $0 < 10 }
        guard rest.count > number.count, (1...3).contains(number.count),
            digits.count == number.count
        else { throw .foreign(expected: expected) }
        let version = digits.reduce(0) { $0 * 10 + Int($1) }
        guard version == Int(Self.version) else { throw .otherVersion(version) }
        return rest.dropFirst(number.count)
    }

    /// Checks the number of digits against that of the addresses, which a code tells itself.
    private static func requireLength(of digits: [UInt8]) throws(TypedCodeError) {
        // The number stands in the bits from 8 × 17 on: the last four of a digit, the first four of the next.
        let ipv6 = Int(digits[27] & 15)
        let ipv4 = Int(digits[28] >> 1)
        guard (1...addressCountMax).contains(ipv6 + ipv4) else { throw .mistyped }
        let needed = Base32.digitCount(
            ofBytes: headLength + 6 * ipv4 + 18 * ipv6 + TypedCode.checksumLength
        )
        guard digits.count >= needed else { throw .tooShort(digits.count, needed: needed) }
        guard digits.count == needed else { throw .tooLong(digits.count, needed: needed) }
    }

    private static func addresses(_ reader: inout ByteReader) -> [PeerAddress]? {
        guard reader.readBytes(1 + secretLength) != nil, let counts = reader.readByte()
        else { return nil }
        var addresses: [PeerAddress] = []
        for _ in 0..<(counts & 15) {
            guard let word = reader.readInteger(UInt32.self),
                let port = reader.readInteger(UInt16.self)
            else { return nil }
            addresses.append(PeerAddress(ipv4: word, port: port))
        }
        for _ in 0..<(counts >> 4) {
            guard let high = reader.readInteger(UInt64.self),
                let low = reader.readInteger(UInt64.self),
                let port = reader.readInteger(UInt16.self)
            else { return nil }
            let address = PeerAddress(high: high, low: low, port: port)
            // One address has one form.
            guard !address.isIPv4 else { return nil }
            addresses.append(address)
        }
        return addresses
    }
}
