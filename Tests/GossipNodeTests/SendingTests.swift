import GossipWire
import Glibc
import Testing

@testable import GossipNode

@Suite("Sending datagrams") struct SendingTests {
    private func peer(_ number: Int) -> PeerAddress {
        PeerAddress(ipv4: 0x0a00_0000 + UInt32(number), port: 5_000)
    }

    @Test("Of the errors of sending only want of room makes a datagram wait")
    func errors() {
        for code in [EAGAIN, ENOBUFS, ENOMEM] { #expect(SendFailure(code) == .noRoom) }
        for code in [ENETUNREACH, EHOSTUNREACH, ENETDOWN] { #expect(SendFailure(code) == .noRoute) }
        for code in [EPERM, EACCES] { #expect(SendFailure(code) == .forbidden) }
        #expect(SendFailure(EADDRNOTAVAIL) == .noLocalAddress)
        for code in [EINVAL, EAFNOSUPPORT, EMSGSIZE] { #expect(SendFailure(code) == .address) }
    }

    @Test("What waits is bounded in bytes, and keeps its order")
    func queue() throws {
        var queue = DatagramQueue()
        let bytes = [UInt8](repeating: 1, count: 1_024)
        var taken = 0
        bytes.withUnsafeBytes { while queue.append($0, to: peer(taken)) { taken += 1 } }
        #expect(taken * 1_024 == DatagramQueue.bytesMax)
        #expect(try #require(queue.first).peer == peer(0))
        queue.removeFirst()
        #expect(try #require(queue.first).peer == peer(1))
        let isTaken = bytes.withUnsafeBytes { queue.append($0, to: peer(taken)) }
        #expect(isTaken, "there is room again")
    }

    @Test("Invented addresses do not push out the source address of a peer in use")
    func paths() {
        var paths = PathTable(.ipv4)
        paths.setSource(peer(1), to: peer(0))
        for number in 0..<10 * PathTable.countMax {
            paths.setSource(peer(2), to: peer(1_000 + number))
            if number.isMultiple(of: 1_000) { #expect(paths.path(to: peer(0))?.source == peer(1)) }
        }
        #expect(paths.count <= 2 * PathTable.countMax)
        #expect(paths.path(to: PeerAddress(high: 1, low: 2, port: 3)) == nil, "not from IPv4")
    }

    @Test("A burst of changes is told once, and changes without end once a second")
    func settling() {
        var settling = Settling()
        #expect(settling.changed(at: 5_000_000_000) == 100_000_000)
        #expect(settling.changed(at: 5_050_000_000) == nil)
        settling.told(at: 5_100_000_000)
        #expect(settling.changed(at: 5_200_000_000) == 900_000_000)
        #expect(settling.changed(at: 5_300_000_000) == nil)
        settling.told(at: 6_100_000_000)
        #expect(settling.changed(at: 9_000_000_000) == 100_000_000)
    }
}
