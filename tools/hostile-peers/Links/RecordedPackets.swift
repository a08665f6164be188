/// The last packets of some links, in both directions, as somebody on the way might have them.
final class RecordedPackets {
    private static let countMax = 1_024

    private(set) var all: [[UInt8]] = []
    private var next = 0

    /// Begins to record the packets of a link.
    func record(_ link: HostileLink) {
        link.onPacket = { [unowned self] in add($0) }
    }

    private func add(_ packet: [UInt8]) {
        if all.count < Self.countMax {
            all.append(packet)
        } else {
            all[next % Self.countMax] = packet
            next += 1
        }
    }
}

extension [UInt8] {
    /// So many random bytes.
    static func random(count: Int) -> [UInt8] {
        (0..<count).map { _ in .random(in: 0...255) }
    }
}
