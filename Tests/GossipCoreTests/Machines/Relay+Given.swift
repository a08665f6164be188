@testable import GossipCore
import GossipWire

extension Given {
    /// A live relay with peers in slots 0, 1 and 2.
    static func relay(_ turn: inout Turn, _ change: (inout Limits) -> Void = { _ in }) -> Relay {
        var machine = Relay(configuration(change))
        for slot in 0..<3 {
            machine.made(slot, at: turn.now.monotonic)
            machine.cameUp(slot)
        }
        machine.entered(.live, &turn)
        return machine
    }
}

extension Relay {
    /// Takes in a datagram of these messages from the peer in a slot, which is known unless said otherwise.
    @discardableResult
    mutating func receive(
        _ messages: [Message],
        from slot: Int,
        isStranger: Bool = false,
        within scope: Scope = .everything,
        _ turn: inout Turn
    ) throws -> Bool {
        var bytes: [UInt8] = []
        for message in messages {
            bytes.append(bigEndian: UInt16(message.encoded.count))
            bytes.append(contentsOf: message.encoded)
        }
        return try bytes.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            let packed = try PackedMessages(from: &reader)
            let sender = Sender(slot, Given.address(1), Given.key(1), isStranger: isStranger)
            return received(packed, from: sender, within: scope, &turn)
        }
    }
}
