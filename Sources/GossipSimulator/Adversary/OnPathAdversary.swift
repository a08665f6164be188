internal import GossipCore
internal import GossipWire

/// Somebody on the way between the nodes: it reads all packets, sends forged ones and recorded ones, and has no key.
struct OnPathAdversary {
    /// A packet as it was sent.
    struct Record {
        let bytes: [UInt8]
        let from: Int
        let address: PeerAddress
        let to: PeerAddress
    }

    private static let recordsMax = 256

    private var records: [Record] = []
    private var next = 0

    /// Records a packet in place of an old one.
    mutating func hear(_ record: Record) {
        if records.count < Self.recordsMax {
            records.append(record)
        } else {
            records[next] = record
            next = (next + 1) % Self.recordsMax
        }
    }

    /// A recorded packet, `nil` before the first.
    func recorded(_ random: inout SplitMix64) -> Record? {
        records.isEmpty ? nil : random.pick(records)
    }

    /// A packet with the open part of another, and a sealed part that nobody has sealed.
    ///
    /// Some have a counter far ahead: were it marked, all that follow would be too old.
    static func forged(after bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        guard let packet = DataPacket(bytes) else { return random.bytes(bytes.count) }
        var forged = Array(bytes.prefix(5))
        let ahead = random.happens(0.5) ? random.next() % 100_000 : 0
        forged.append(bigEndian: packet.counter + ahead)
        return forged + random.bytes(bytes.count - forged.count)
    }

    /// An address that no node has.
    static func inventedAddress(_ random: inout SplitMix64) -> PeerAddress {
        PeerAddress(
            ipv4: 0x0c00_0000 | UInt32(truncatingIfNeeded: random.next() >> 40),
            port: UInt16(truncatingIfNeeded: random.draw(1_024...65_535))
        )
    }

    /// True for an invented address.
    static func isInvented(_ address: PeerAddress) -> Bool {
        address.ipv4.map { $0 >> 24 == 0x0c } ?? false
    }
}

/// The open part of a packet of a session.
struct DataPacket: Hashable {
    /// The number that the receiver gave the session.
    let receiver: UInt32
    let counter: UInt64

    /// Reads it; `nil` for another packet.
    init?(_ bytes: [UInt8]) {
        let packet = bytes.withUnsafeBytes { bytes -> DataPacket? in
            guard case .data(let data)? = try? LinkPacket(bytes) else { return nil }
            return DataPacket(receiver: data.receiver, counter: data.counter)
        }
        guard let packet else { return nil }
        self = packet
    }

    private init(receiver: UInt32, counter: UInt64) {
        self.receiver = receiver
        self.counter = counter
    }
}
