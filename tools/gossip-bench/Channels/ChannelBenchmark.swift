import AllocationCounter
import GossipCore
import GossipWire
import NodeProcesses

/// Measures the channels of two nodes without a network: handshakes, strangers, and datagrams both ways.
struct ChannelBenchmark {
    private static let handshakeCount = 500
    private static let strangerCount = 1_500
    private static let batchCount = 400
    private static let batchLength = 500
    private static let contentLength = Datagram.lengthMax
    /// Allocations of a datagram, most of which are those of cryptography that has no sealing in place.
    ///
    /// They are the same on all machines. So more of them are a failure, not a figure.
    private static let (sealAllocationsMax, openAllocationsMax) = (15.5, 9.5)

    func run() throws -> Section {
        StandardStream.say("channel: handshakes, strangers, datagrams")
        var section = Section(key: "channel", title: "Channels between two nodes")
        let datagrams = try datagrams()
        section.parts = [
            .figures(
                key: "handshake",
                title: "Handshakes, processor time",
                [try handshakes(), try strangers()]
            ),
            .figures(
                key: "datagrams",
                title:
                    "Datagrams of \(Self.contentLength) bytes of content, processor time and allocations",
                datagrams
            ),
        ]
        section.failures = datagrams.filter { $0.unit == .count }.filter { figure in
            figure.value >= figure.reference?.value ?? .infinity
        }.map { "\($0.label) have become \($0.value) a datagram, from fewer" }
        return section
    }

    private func handshakes() throws -> Figure {
        let begun = Clock.thread()
        for number in 0..<Self.handshakeCount { _ = try ChannelPair(number) }
        let spent = Clock.thread() - begun
        return Figure(
            "handshake_us",
            "a handshake, each side",
            Double(spent) / 2_000 / Double(Self.handshakeCount),
            .microseconds,
            against: .below(190)
        )
    }

    /// First packets under a key that is not the network's.
    private func strangers() throws -> Figure {
        let pair = try ChannelPair(0)
        let packets = (0..<Self.strangerCount).map { pair.strangersInitiation($0) }
        let begun = Clock.thread()
        for packet in packets { pair.receive(packet) }
        let spent = Clock.thread() - begun
        return Figure(
            "stranger_us",
            "a first packet without the key",
            Double(spent) / 1_000 / Double(packets.count),
            .microseconds,
            against: .below(9)
        )
    }

    private func datagrams() throws -> [Figure] {
        let pair = try ChannelPair(0)
        let content = [UInt8](repeating: 7, count: Self.contentLength)
        var (sealing, opening) = (Cost(), Cost())
        for number in 0...Self.batchCount {
            // The first batch makes room in all buffers.
            if number == 1 { (sealing, opening) = (Cost(), Cost()) }
            sealing.measure { for _ in 0..<Self.batchLength { pair.seal(content) } }
            try opening.measure { try pair.openAll() }
        }
        let count = Double(Self.batchCount * Self.batchLength)
        return [
            figure("seal_us", "seal", sealing.microseconds / count, below: 2.3),
            figure("open_us", "open", opening.microseconds / count, below: 1.6),
            Figure(
                "seal_allocations",
                "seal: allocations",
                sealing.allocations / count,
                .count,
                against: .below(Self.sealAllocationsMax)
            ),
            Figure(
                "open_allocations",
                "open: allocations",
                opening.allocations / count,
                .count,
                against: .below(Self.openAllocationsMax)
            ),
        ]
    }

    private func figure(_ key: String, _ label: String, _ value: Double, below: Double) -> Figure {
        Figure(key, label, value, .microseconds, against: .below(below))
    }

    /// The processor time and the allocations of some calls.
    private struct Cost {
        private(set) var microseconds = 0.0
        private(set) var allocations = 0.0

        mutating func measure<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
            let (begun, count) = (Clock.thread(), allocation_count())
            try body()
            allocations += Double(allocation_count() - count)
            microseconds += Double(Clock.thread() - begun) / 1_000
        }
    }
}
