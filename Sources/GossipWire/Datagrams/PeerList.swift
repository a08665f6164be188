/// Addresses of peers that the sender knows to answer: the payload of peers.
///
/// ```
///  0   1  count n, 0 … 32
///  1  18n addresses: 16 bytes (IPv4-mapped for IPv4), 2 bytes port
/// ```
public struct PeerList: Equatable, Sendable {
    /// The most addresses in one list.
    public static let countMax = 32

    /// The addresses.
    public var addresses: [PeerAddress]

    /// Makes a list of at most 32 addresses.
    public init(_ addresses: [PeerAddress]) {
        precondition(addresses.count <= Self.countMax, "a list has at most 32 addresses")
        self.addresses = addresses
    }

    /// Appends the payload.
    public func encode(into bytes: inout [UInt8]) {
        bytes.append(UInt8(addresses.count))
        for address in addresses {
            bytes.append(bigEndian: address.high)
            bytes.append(bigEndian: address.low)
            bytes.append(bigEndian: address.port)
        }
    }

    /// Reads the payload, to its last byte.
    public init(from reader: inout ByteReader) throws(DatagramError) {
        guard let count = reader.readByte() else { throw .truncated }
        guard count <= Self.countMax else { throw .malformed }
        guard reader.remaining >= Int(count) * 18 else { throw .truncated }
        var addresses: [PeerAddress] = []
        for _ in 0..<count {
            guard let high = reader.readInteger(UInt64.self),
                let low = reader.readInteger(UInt64.self),
                let port = reader.readInteger(UInt16.self)
            else { throw .truncated }
            addresses.append(PeerAddress(high: high, low: low, port: port))
        }
        guard reader.remaining == 0 else { throw .trailingBytes }
        self.addresses = addresses
    }
}
