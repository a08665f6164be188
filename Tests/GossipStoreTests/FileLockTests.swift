import Glibc
import TestSupport
import Testing

@testable import GossipStore

@Suite("The lock of a log") struct FileLockTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("Whoever asks for the lock does not keep it from a node")
    func whoeverAsksForTheLockDoesNotKeepItFromANode() async throws {
        let path = folder.file("a.sqlite")
        try FileLock(of: LogPath(path)).release()
        let asker = Task.detached {
            while !Task.isCancelled { _ = LogReader.isInUse(path: path) }
        }
        for _ in 0..<300 { try FileLock(of: LogPath(path)).release() }
        asker.cancel()
        await asker.value
        let lock = try FileLock(of: LogPath(path))
        #expect(LogReader.isInUse(path: path))
        #expect(throws: StoreError.self) { try FileLock(of: LogPath(path)) }
        lock.release()
        #expect(!LogReader.isInUse(path: path))
    }

    @Test("A lock given back is free though a child that is starting has a copy of its descriptor")
    func aLockGivenBackIsFreeThoughAChildThatIsStartingHasACopyOfItsDescriptor() throws {
        let path = folder.file("a.sqlite")
        let lock = try FileLock(of: LogPath(path))
        // As fork() leaves it in the child until exec.
        let copy = try #require(OpenFile.descriptor(of: path + ".lock").map { dup($0) })
        defer { close(copy) }
        lock.release()
        try FileLock(of: LogPath(path)).release()
    }

    @Test("A lock that is refused closes no file of others")
    func aLockThatIsRefusedClosesNoFileOfOthers() async throws {
        let path = LogPath(folder.file("a.sqlite"))
        let lock = try FileLock(of: path)
        // It opens files all the while: they get the descriptors that became free last.
        let other = Task.detached {
            var lost = 0
            while !Task.isCancelled {
                let descriptor = open(path.lock, O_RDONLY | O_CLOEXEC)
                sched_yield()
                if close(descriptor) != 0 { lost += 1 }
            }
            return lost
        }
        var refused = 0
        for _ in 0..<5_000 {
            do { _ = try FileLock(of: path) } catch { refused += 1 }
        }
        other.cancel()
        #expect(await other.value == 0)
        #expect(refused == 5_000)
        lock.release()
    }

    @Test("A lock tells the process that has it, and the socket once that is announced")
    func aLockTellsTheProcessThatHasIt() throws {
        let path = folder.file("a.sqlite")
        #expect(LogHolder(ofLog: path) == nil)
        let lock = try FileLock(of: LogPath(path))
        let process = Int(getpid())
        #expect(LogHolder(ofLog: path) == LogHolder(process: process, socket: nil))
        #expect(LogHolder.announce(socket: "/run/s", ofLog: path))
        #expect(LogHolder(ofLog: path) == LogHolder(process: process, socket: "/run/s"))
        lock.release()
        #expect(LogHolder(ofLog: path) == nil)
        // The next one has not been reached yet, whatever the last one said.
        let next = try FileLock(of: LogPath(path))
        #expect(LogHolder(ofLog: path)?.socket == nil)
        next.release()
    }

    @Test("A lock with rubbish in it names nobody")
    func aLockWithRubbishInItNamesNobody() throws {
        let path = folder.file("a.sqlite")
        let lock = try FileLock(of: LogPath(path))
        for text in ["", "\n", "x\ny\n", String(repeating: "9", count: 1_000)] {
            try FileBytes.write(Array(text.utf8), to: path + ".lock")
            #expect(LogHolder(ofLog: path)?.process == nil)
        }
        lock.release()
    }
}
