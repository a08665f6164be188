import Foundation
import Glibc

/// A pseudo-terminal on whose far side a test reads what a program shows.
final class TestTerminal {
    /// The side that the program writes to.
    let program: FileHandle
    private let screen: Int32

    /// TIOCSPTLCK and TIOCGPTN, which are macros that Swift does not see.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    struct Unavailable: Error {}

    init(columns: UInt16) throws {
        screen = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var locked: Int32 = 0
        var number: Int32 = 0
        guard screen >= 0, ioctl(screen, Self.setLock, &locked) == 0,
            ioctl(screen, Self.getNumber, &number) == 0
        else { throw Unavailable() }
        let descriptor = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
        guard descriptor >= 0 else { throw Unavailable() }
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        guard ioctl(descriptor, UInt(TIOCSWINSZ), &size) == 0 else { throw Unavailable() }
        program = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    deinit {
        close(screen)
    }

    /// All that is shown until the programs on it have ended.
    func output() throws -> String {
        // Once no program holds its side, reading fails with EIO.
        try program.close()
        var shown: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(screen, &buffer, buffer.count)
            guard count > 0 else { break }
            shown += buffer[..<count]
        }
        return String(decoding: shown, as: UTF8.self)
    }
}
