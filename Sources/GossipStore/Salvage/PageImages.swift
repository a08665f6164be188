/// All pages of a log that there are on the disk, in the file and in its write-ahead log, old versions
/// too: a message never changes, so that any of them may have it.
struct PageImages {
    /// The page size of every log this program has made.
    static let pageBytes = 4_096
    private static let walHeaderBytes = 32
    private static let frameHeaderBytes = 24

    private let file: DamagedFile
    private let writeAheadLog: DamagedFile
    /// The position of the newest image of each page in the write-ahead log, as far as its headers
    /// can be believed.
    private var frames: [UInt32: Int] = [:]

    init(file: DamagedFile, writeAheadLog: DamagedFile) {
        self.file = file
        self.writeAheadLog = writeAheadLog
        for frame in 0..<frameCount {
            let header = writeAheadLog.bytes(at: frameOffset(frame), count: 4)
            guard header.count == 4 else { continue }
            let number = header.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            frames[number] = frameOffset(frame) + Self.frameHeaderBytes
        }
    }

    private var frameCount: Int {
        max(0, writeAheadLog.size - Self.walHeaderBytes)
            / (Self.frameHeaderBytes + Self.pageBytes)
    }

    private func frameOffset(_ frame: Int) -> Int {
        Self.walHeaderBytes + frame * (Self.frameHeaderBytes + Self.pageBytes)
    }

    /// The number of images; the last may be cut off.
    var count: Int { (file.size + Self.pageBytes - 1) / Self.pageBytes + frameCount + 1 }

    /// An image; empty where nothing is.
    func image(_ index: Int) -> [UInt8] {
        let filePages = (file.size + Self.pageBytes - 1) / Self.pageBytes
        guard index >= filePages else {
            return file.bytes(at: index * Self.pageBytes, count: Self.pageBytes)
        }
        let offset = frameOffset(index - filePages) + Self.frameHeaderBytes
        return writeAheadLog.bytes(at: offset, count: Self.pageBytes)
    }

    /// The page with that number as the file has it, or the newest of the write-ahead log.
    func page(_ number: UInt32, newest: Bool) -> [UInt8] {
        guard number > 0 else { return [] }
        if newest, let offset = frames[number] {
            return writeAheadLog.bytes(at: offset, count: Self.pageBytes)
        }
        return file.bytes(at: (Int(number) - 1) * Self.pageBytes, count: Self.pageBytes)
    }
}
