import GossipWire
import NIOCore

/// The bytes of a stream that have come and are no whole frame yet.
struct FrameBuffer {
    /// Bytes of whole frames taken out at once, after the first.
    private static let lengthMax = 1 << 20
    /// Bytes of the length field.
    static let headerLength = 4

    private var bytes = ByteBuffer()

    mutating func append(_ more: inout ByteBuffer) { bytes.writeBuffer(&more) }

    /// Takes out all bytes, whole frames or not; `nil` when there are none.
    mutating func takeRest() -> ByteBuffer? {
        defer { bytes = ByteBuffer() }
        return bytes.readableBytes > 0 ? bytes : nil
    }

    /// Takes out the whole frames that are here.
    ///
    /// Many at once, so that what follows them is moved once, and not for each.
    ///
    /// - Parameters:
    ///   - lengthMax: The longest body in bytes.
    ///   - countMax: The most frames.
    /// - Returns: The frames, length fields and all; `nil` when there are none.
    /// - Throws: `tooLong`, before the body has come.
    mutating func next(lengthMax: Int, countMax: Int = .max) throws(SyncFrameError) -> ByteBuffer? {
        let start = bytes.readerIndex
        var end = start
        var count = 0
        while count < countMax, end - start < Self.lengthMax,
            let length = bytes.getInteger(at: end, as: UInt32.self)
        {
            guard length <= lengthMax else {
                // Those before it are taken in first.
                if count > 0 { break }
                throw .tooLong(Int(length))
            }
            guard bytes.writerIndex - end >= Self.headerLength + Int(length) else { break }
            end += Self.headerLength + Int(length)
            count += 1
        }
        guard count > 0, let frames = bytes.readSlice(length: end - start) else { return nil }
        // The machine works on its slice elsewhere; what is left moves to a separate buffer.
        bytes = bytes.readableBytes == 0 ? ByteBuffer() : ByteBuffer(buffer: bytes)
        return frames
    }
}
