internal import GossipWire

/// Finds messages in pages of a log without trusting anything that SQLite knows of them.
///
/// A message says itself how long it is, and its signature whether it is one: so one that lies
/// whole in a page is found by trying each offset at which one could begin. Of those that SQLite
/// has spread over several pages, more than 4,000 bytes, the first page and the chain of the others
/// must be readable.
struct MessageCarver {
    /// The shortest message there can be.
    private static let lengthMin = Message.overhead
    /// Payload of a cell that lies in its page, at most, by SQLite's file format.
    private static let localMax = PageImages.pageBytes - 35
    private static let localMin = (PageImages.pageBytes - 12) * 32 / 255 - 23

    private let pages: PageImages
    /// The heads of chains that were followed, by a hash: an old version of a page leads to the same ones.
    private var followed: Set<Int> = []
    /// Pages of chains that may still be read.
    ///
    /// In a sound log each belongs to one message. In a crafted one, every cell of every page may lead to the
    /// same megabyte.
    private var chainPagesLeft: Int

    init(pages: PageImages) {
        self.pages = pages
        chainPagesLeft = Self.chainPagesPerImage * pages.count + Self.chainPagesMin
    }

    private static let chainPagesPerImage = 64
    private static let chainPagesMin = 1 << 16

    /// The messages in an image.
    mutating func messages(inImage index: Int) -> [Message] {
        let image = pages.image(index)
        guard !Self.isPointerMap(image) else { return [] }
        var messages = whole(in: image)
        for pointer in cellOffsets(of: image) {
            if let message = spread(at: pointer, in: image) { messages.append(message) }
        }
        return messages
    }

    /// True for a page that says where other pages belong: five bytes each, a kind up to 5 before a number.
    ///
    /// It looks like messages without a body. No signature passes for one: it is random.
    private static func isPointerMap(_ page: [UInt8]) -> Bool {
        page.count == PageImages.pageBytes
            && stride(from: 0, to: PageImages.pageBytes - 4, by: 5).allSatisfy { page[$0] <= 5 }
    }

    /// Messages that lie whole in the bytes.
    private func whole(in bytes: [UInt8]) -> [Message] {
        var messages: [Message] = []
        var end = 0
        for offset in candidateOffsets(in: bytes) where offset >= end {
            guard let length = Message.length(ofEncodedPrefix: bytes[offset...]),
                offset + length <= bytes.count,
                let message = try? Message(decoding: Array(bytes[offset..<offset + length]))
            else { continue }
            messages.append(message)
            end = offset + length
        }
        return messages
    }

    /// The offsets of bytes as every message begins: version 1, flags 0.
    private func candidateOffsets(in bytes: [UInt8]) -> [Int] {
        bytes.withUnsafeBytes { bytes in
            var offsets: [Int] = []
            var offset = 0
            let last = bytes.count - Self.lengthMin
            while offset <= last {
                if bytes[offset] == 1, bytes[offset + 1] == 0 { offsets.append(offset) }
                offset += 1
            }
            return offsets
        }
    }

    /// The offsets of the cells of a leaf of a table; none for other pages.
    private func cellOffsets(of page: [UInt8]) -> [Int] {
        guard page.count == PageImages.pageBytes, page[0] == 0x0D else { return [] }
        let count = min(Int(page[3]) << 8 | Int(page[4]), (page.count - 8) / 2)
        return (0..<count).map { Int(page[8 + 2 * $0]) << 8 | Int(page[9 + 2 * $0]) }
    }

    /// The message of a cell whose payload goes on in other pages.
    private mutating func spread(at pointer: Int, in page: [UInt8]) -> Message? {
        var offset = pointer
        guard let size = Self.number(in: page, at: &offset), size > Self.localMax,
            size <= Message.encodedLengthMax + 1_024, Self.number(in: page, at: &offset) != nil
        else { return nil }
        let most = Self.localMin + (size - Self.localMin) % (PageImages.pageBytes - 4)
        let local = most <= Self.localMax ? most : Self.localMin
        guard offset + local + 4 <= page.count,
            followed.insert(page[pointer..<offset + local + 4].hashValue).inserted
        else { return nil }
        let next = Self.pageNumber(in: page, at: offset + local)
        for newest in [true, false] {
            var payload = Array(page[offset..<offset + local])
            follow(next, newest: newest, upTo: size, &payload)
            if payload.count == size, let message = Self.message(atEndOf: payload) {
                return message
            }
        }
        return nil
    }

    /// Takes the rest of a payload from a chain of pages.
    private mutating func follow(
        _ first: UInt32,
        newest: Bool,
        upTo size: Int,
        _ payload: inout [UInt8]
    ) {
        var next = first
        while payload.count < size, chainPagesLeft > 0 {
            chainPagesLeft -= 1
            let page = pages.page(next, newest: newest)
            guard page.count == PageImages.pageBytes else { return }
            payload += page[4...].prefix(size - payload.count)
            next = Self.pageNumber(in: page, at: 0)
        }
    }

    /// The message that is the last column of a record.
    private static func message(atEndOf payload: [UInt8]) -> Message? {
        var offset = 0
        guard let headerEnd = number(in: payload, at: &offset), headerEnd <= payload.count else {
            return nil
        }
        var type = 0
        while offset < headerEnd {
            guard let next = number(in: payload, at: &offset) else { return nil }
            type = next
        }
        // A blob of n bytes has the type 12 + 2n.
        guard type >= 12, (type - 12) / 2 <= payload.count - headerEnd else { return nil }
        return try? Message(decoding: Array(payload.suffix((type - 12) / 2)))
    }

    /// A number of SQLite's variable length, up to 2^56; moves the offset behind it.
    private static func number(in bytes: [UInt8], at offset: inout Int) -> Int? {
        var value = 0
        for _ in 0..<8 {
            guard offset < bytes.count else { return nil }
            let byte = bytes[offset]
            offset += 1
            value = value << 7 | Int(byte & 0x7F)
            if byte < 0x80 { return value }
        }
        return nil
    }

    private static func pageNumber(in bytes: [UInt8], at offset: Int) -> UInt32 {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
