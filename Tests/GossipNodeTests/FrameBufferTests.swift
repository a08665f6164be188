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
        #expect(try buffer.next(lengthMax: 300)?.readableBytes == 304)
        #expect(try buffer.next(lengthMax: 300) == nil)
    }

    @Test("frames that come together come out together, or as many as are asked for")
    func comeTogether() throws {
        var buffer = FrameBuffer()
        var bytes = ByteBuffer(bytes: frame(1) + frame(0) + frame(2) + frame(9).dropLast())
        buffer.append(&bytes)
        let first = try #require(try buffer.next(lengthMax: 9, countMax: 1))
        #expect(Array(buffer: first) == frame(1))
        let others = try #require(try buffer.next(lengthMax: 9))
        #expect(Array(buffer: others) == frame(0) + frame(2))
        #expect(try buffer.next(lengthMax: 9) == nil)
    }

    @Test("a frame that is too long is refused after those before it")
    func tooLongAfterOthers() throws {
        var buffer = FrameBuffer()
        var bytes = ByteBuffer(bytes: frame(1) + frame(10))
        buffer.append(&bytes)
        #expect(try buffer.next(lengthMax: 9)?.readableBytes == 5)
        #expect(throws: SyncFrameError.tooLong(10)) { try buffer.next(lengthMax: 9) }
    }

    @Test("a megabyte comes out at once, and the frame that passes it")
    func muchAtOnce() throws {
        var buffer = FrameBuffer()
        let count = 40
        var bytes = ByteBuffer()
        for _ in 0..<count { bytes.writeBytes(frame(60_000)) }
        buffer.append(&bytes)
        let first = try #require(try buffer.next(lengthMax: 60_000)).readableBytes
        #expect(first == 18 * 60_004)
        var rest = 0
        while let more = try buffer.next(lengthMax: 60_000) { rest += more.readableBytes }
        #expect(first + rest == count * 60_004)
    }

    @Test("a frame that says it is too long is refused before its body has come")
    func tooLong() {
        var buffer = FrameBuffer()
        var bytes = ByteBuffer(bytes: frame(10).prefix(4))
        buffer.append(&bytes)
        #expect(throws: SyncFrameError.tooLong(10)) { try buffer.next(lengthMax: 9) }
    }
}
