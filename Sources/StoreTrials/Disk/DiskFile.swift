internal import TestSupport

/// A file of a trial's disk, with its durable bytes apart from those that programs see.
final class DiskFile {
    /// A change since the last sync.
    enum Change {
        case write(offset: Int, bytes: [UInt8])
        case truncate(size: Int)
    }

    /// The bytes that programs see.
    private(set) var content: [UInt8]
    /// The durable bytes.
    private(set) var synced: [UInt8]
    /// The changes since the last sync, in their order.
    private(set) var changes: [Change] = []
    /// Its locks, and the memory that its users share.
    let locks = FileLocks()

    /// A file whose bytes are all safe.
    init(_ bytes: [UInt8] = []) {
        content = bytes
        synced = bytes
    }

    func write(_ bytes: [UInt8], at offset: Int) {
        changes.append(.write(offset: offset, bytes: bytes))
        Self.apply(bytes, at: offset, to: &content)
    }

    func truncate(to size: Int) {
        guard size < content.count else { return }
        changes.append(.truncate(size: size))
        content.removeSubrange(size...)
    }

    func sync() {
        guard !changes.isEmpty else { return }
        synced = content
        changes = []
    }

    private static func apply(_ bytes: [UInt8], at offset: Int, to content: inout [UInt8]) {
        let end = offset + bytes.count
        if content.count < end {
            content += [UInt8](repeating: 0, count: end - content.count)
        }
        content.withUnsafeMutableBytes { target in
            bytes.withUnsafeBytes { bytes in
                UnsafeMutableRawBufferPointer(rebasing: target[offset..<end]).copyMemory(
                    from: bytes
                )
            }
        }
    }

    /// The bytes after a power cut: the synced ones, and of each sector written since either the old or
    /// some newer bytes, as chance has it.
    ///
    /// Space that a file grew by and that was not written is noise.
    func afterPowerCut(_ loss: PowerLoss, using random: inout SeededGenerator) -> [UInt8] {
        var left = synced
        for change in changes {
            switch change {
            case .truncate(let size):
                if loss.keeps(using: &random), size < left.count { left.removeSubrange(size...) }
            case .write(let offset, let bytes):
                var start = offset
                while start < offset + bytes.count {
                    let sectorEnd = (start / PowerLoss.sectorBytes + 1) * PowerLoss.sectorBytes
                    let end = min(sectorEnd, offset + bytes.count)
                    if loss.keeps(using: &random) {
                        let gap = max(0, start - left.count)
                        left +=
                            loss.hasNoise
                            ? random.bytes(gap) : [UInt8](repeating: 0, count: gap)
                        Self.apply(
                            Array(bytes[(start - offset)..<(end - offset)]),
                            at: start,
                            to: &left
                        )
                    }
                    start = end
                }
            }
        }
        return left
    }
}
