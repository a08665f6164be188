import GossipWire
import NIOCore

/// The bytes of a stream that have come and are no whole frame yet.
struct FrameBuffer {
    private var bytes = ByteBuffer()

    mutating func append(_ more: inout ByteBuffer) { bytes.writeBuffer(&more) }

    /// Takes out the body of the next frame, when all of it is here.
    ///
    /// - Parameter lengthMax: The longest body in bytes.
    /// - Returns: The body, `nil` while some of it is missing.
    /// - Throws: `tooLong`, before the body has come.
    mutating func next(lengthMax: Int) throws(SyncFrameError) -> ByteBuffer? {
        guard let length = bytes.getInteger(at: bytes.readerIndex, as: UInt32.self) else {
            return nil
        }
        guard length <= lengthMax else { throw .tooLong(Int(length)) }
        guard bytes.readableBytes >= 4 + Int(length) else { return nil }
        bytes.moveReaderIndex(forwardBy: 4)
        let frame = bytes.readSlice(length: Int(length))
        // The machine works on its slice elsewhere; what is left moves to a separate buffer.
        bytes = bytes.readableBytes == 0 ? ByteBuffer() : ByteBuffer(buffer: bytes)
        return frame
    }
}
