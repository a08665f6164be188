import GossipNode
import GossipWire
import NIOCore
import NIOPosix
import TestSupport

/// Random, truncated and oversized datagrams and streams, the same for the same seed.
struct Garbage {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    private mutating func bytes(_ count: Int) -> ByteBuffer {
        ByteBuffer(bytes: generator.bytes(count))
    }

    /// Sends a few hundred datagrams and opens a dozen streams.
    func pour(on address: Endpoint) async throws {
        var garbage = self
        let group = MultiThreadedEventLoopGroup.singleton
        let target = try SocketAddress(ipAddress: address.host, port: Int(address.port))
        let udp = try await DatagramBootstrap(group: group).bind(host: "127.0.0.1", port: 0).get()
        for number in 0..<400 {
            var datagram = garbage.bytes(Int.random(in: 0...3_000, using: &garbage.generator))
            // Every other one begins like one of ours, so that it gets further.
            if number.isMultiple(of: 2), datagram.readableBytes > 4 {
                let kind = UInt8(number / 2 % 8)
                if kind == 1 { datagram = garbage.bytes(LinkPacket.handshakeLengthMax) }
                datagram.setInteger(kind, at: 0)
            }
            try await udp.writeAndFlush(AddressedEnvelope(remoteAddress: target, data: datagram))
        }
        try await udp.close()
        for number in 0..<12 {
            try await garbage.stream(number, to: target, on: group)
        }
    }

    private mutating func stream(
        _ number: Int,
        to target: SocketAddress,
        on group: MultiThreadedEventLoopGroup
    ) async throws {
        let channel = try await ClientBootstrap(group: group).connect(to: target).get()
        var bytes = ByteBuffer()
        switch number % 4 {
        case 0: bytes.writeInteger(UInt32.max)
        case 1:
            bytes.writeInteger(UInt32(200))
            bytes.writeInteger(UInt8(1))
            bytes.writeImmutableBuffer(self.bytes(199))
        case 2: bytes = self.bytes(5_000)
        default: bytes.writeInteger(UInt32(0))
        }
        // The node may close it in the middle, which is what it should do.
        try? await channel.writeAndFlush(bytes)
        if number % 4 == 3 { try? await channel.close() }
        try? await channel.closeFuture.get()
    }
}
