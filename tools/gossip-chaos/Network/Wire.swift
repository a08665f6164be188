import Glibc
import GossipNode
import HeapModule
import NodeProcesses
import TestSupport

/// Carries IPv4 packets between devices: one thread, a queue by time of arrival.
struct Wire {
    private struct Packet: Comparable {
        var due: UInt64
        var order: UInt64
        var link: Int
        var bytes: [UInt8]

        static func < (one: Packet, other: Packet) -> Bool {
            (one.due, one.order) < (other.due, other.order)
        }
        static func == (one: Packet, other: Packet) -> Bool { one.order == other.order }
    }

    /// Packets on their way; what is beyond meets a full queue, as in a router.
    private static let onTheWayMax = 20_000
    /// The time that a change of the cuts, or the end, may wait for an idle wire.
    private static let pollMilliseconds: UInt64 = 20
    /// Packets that one device may bring in a turn.
    private static let burstMax = 64

    private let devices: [TunDevice]
    private let state: Monitor<WireState>
    private var links: [LinkQuality]
    private var random: SeededGenerator
    private var queue = Heap<Packet>()
    private var orderNext: UInt64 = 0
    /// By link, the order of the newest packet that has arrived.
    private var arrived: [UInt64]
    private var buffer = [UInt8](repeating: 0, count: TunDevice.packetMax)

    init(devices: [TunDevice], state: Monitor<WireState>, seed: UInt64) {
        self.devices = devices
        self.state = state
        var random = SeededGenerator(seed: seed)
        links = (0..<devices.count * devices.count).map { _ in LinkQuality(&random) }
        arrived = [UInt64](repeating: 0, count: links.count)
        self.random = random
    }

    /// Carries until it is told to end, then closes the devices.
    mutating func run() {
        var files = devices.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        while true {
            let (cuts, isEnding) = state.withLock { ($0.cuts, $0.isEnding) }
            if isEnding { break }
            var tally = WireTally()
            waitForPackets(&files)
            for (node, file) in files.enumerated() where file.revents != 0 {
                take(from: node, cuts, &tally)
            }
            deliver(&tally)
            state.withLock { $0.tally.add(tally) }
        }
        for device in devices { close(device.descriptor) }
    }

    /// Until something has been sent or is due, to the millisecond.
    private func waitForPackets(_ files: inout [pollfd]) {
        let now = Clock.monotonic()
        let due = queue.min.map { $0.due > now ? ($0.due - now + 999_999) / 1_000_000 : 0 }
        let milliseconds = min(due ?? Self.pollMilliseconds, Self.pollMilliseconds)
        poll(&files, nfds_t(files.count), Int32(milliseconds))
    }

    private mutating func take(from node: Int, _ cuts: [Int], _ tally: inout WireTally) {
        for _ in 0..<Self.burstMax {
            let count = read(devices[node].descriptor, &buffer, buffer.count)
            guard count > 0 else { return }
            guard let to = receiver(of: buffer[..<count]), to != node else { continue }
            send(buffer[..<count], on: node * devices.count + to, cuts, &tally)
        }
    }

    /// The node that an IPv4 packet is for; `nil` for all else that hosts send by themselves.
    private func receiver(of packet: ArraySlice<UInt8>) -> Int? {
        guard packet.count >= 20, packet[0] >> 4 == 4, packet[16..<19].elementsEqual([10, 77, 0])
        else { return nil }
        let node = Int(packet[19]) - 1
        return devices.indices.contains(node) ? node : nil
    }

    private mutating func send(
        _ packet: ArraySlice<UInt8>,
        on link: Int,
        _ cuts: [Int],
        _ tally: inout WireTally
    ) {
        guard cuts[link] == 0 else {
            tally.cut += 1
            return
        }
        let (first, second) = links[link].arrivals(at: Clock.monotonic(), &random)
        guard let first else {
            tally.lost += 1
            return
        }
        guard queue.count < Self.onTheWayMax else {
            tally.refused += 1
            return
        }
        orderNext += 1
        let bytes = Array(packet)
        queue.insert(Packet(due: first, order: orderNext, link: link, bytes: bytes))
        if let second {
            tally.duplicated += 1
            orderNext += 1
            queue.insert(Packet(due: second, order: orderNext, link: link, bytes: bytes))
        }
    }

    /// Hands over what is due; a device whose node takes nothing in drops, as a full receiver does.
    private mutating func deliver(_ tally: inout WireTally) {
        let now = Clock.monotonic()
        while let packet = queue.min, packet.due <= now {
            queue.removeMin()
            _ = write(
                devices[packet.link % devices.count].descriptor,
                packet.bytes,
                packet.bytes.count
            )
            tally.carried += 1
            if packet.order < arrived[packet.link] { tally.overtaken += 1 }
            arrived[packet.link] = max(arrived[packet.link], packet.order)
        }
    }
}
