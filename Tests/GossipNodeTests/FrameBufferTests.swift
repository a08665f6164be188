@testable import GossipNode
import GossipWire
import NIOCore
import Testing

@Suite("Frames out of a stream") struct FrameBufferTests {
    /// A frame of so many bytes behind its length.
    private func frame(_ count: Int) -> [UInt8] {
        [0, 0, UInt8(count >> 8), UInt8(count & 255)] + [UInt8](repeating: 7, count: count)
    }

    @Test("a frame comes out when its last byte is here, wherever the bytes were cut")
    func cutAnywhere() throws {
        var buffer = FrameBuffer()
        let bytes = frame(300)
        for byte in bytes.dropLast() {
            var piece = ByteBuffer(bytes: [byte])
            buffer.append(&piece)
            #expect(try buffer.next(lengthMax: 300) == nil)
        }
        var last = ByteBuffer(bytes: bytes.suffix(1))
        buffer.append(&last)
        #expect(try buffer.next(lengthMax: 300)?.readableBytes == 300)
        #expect(try buffer.next(lengthMax: 300) == nil)
    }

    @Test("frames that come together come out one by one")
    func comeTogether() throws {
        var buffer = FrameBuffer()
        var bytes = ByteBuffer(bytes: frame(1) + frame(0) + frame(2))
        buffer.append(&bytes)
        let lengths = try (0..<3).map { _ in try buffer.next(lengthMax: 9)?.readableBytes }
        #expect(lengths == [1, 0, 2])
        #expect(try buffer.next(lengthMax: 9) == nil)
    }

    @Test("a frame that says it is too long is refused before its body has come")
    func tooLong() {
        var buffer = FrameBuffer()
        var bytes = ByteBuffer(bytes: frame(10).prefix(4))
        buffer.append(&bytes)
        #expect(throws: SyncFrameError.tooLong(10)) { try buffer.next(lengthMax: 9) }
    }
}
