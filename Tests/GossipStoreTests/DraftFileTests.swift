import Glibc
import GossipMigrations
import GossipStore
import TestSupport
import Testing

@testable import GossipStore

/// Files that are made for another name, in a folder where somebody else may write too.
@Suite("Drafts of files") struct DraftFileTests {
    let folder: TemporaryFolder
    let victim: String
    private let precious: [UInt8] = Array("precious".utf8)

    init() throws {
        folder = try TemporaryFolder()
        victim = folder.file("victim")
        try FileBytes.write(precious, to: victim)
    }

    private func mode(_ path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & 0o777 : nil
    }

    private var drafts: [String] {
        FolderTree.names(in: folder.path).filter { $0.contains(".draft") }
    }

    @Test("A file takes the place of a link and leaves what the link leads to")
    func aFileTakesThePlaceOfALinkAndLeavesWhatTheLinkLeadsTo() throws {
        let path = folder.file("name")
        symlink(victim, path)
        let draft = try DraftFile(for: path, mode: 0o600)
        try draft.fill([1, 2, 3])
        #expect(try FileBytes.read(path) == precious)
        try draft.replace()
        close(draft.descriptor)
        #expect(try FileBytes.read(path) == [1, 2, 3])
        #expect(mode(path) == 0o600)
        #expect(try FileBytes.read(victim) == precious)
        #expect(drafts == [])
    }

    @Test("A file that is published takes no place that is taken, not even by a link to nowhere")
    func aFileThatIsPublishedTakesNoPlaceThatIsTaken() throws {
        symlink(folder.file("nowhere"), folder.file("link"))
        for path in [victim, folder.file("link")] {
            #expect(DraftFile.isTaken(path))
            for isOnlyName in [false, true] {
                let draft = try DraftFile(for: path)
                let failure = try #require(throws: DraftFile.Failure.self) {
                    if isOnlyName { try draft.publishAsOnlyName() } else { try draft.publish() }
                }
                close(draft.descriptor)
                #expect(failure.number == EEXIST)
            }
        }
        #expect(try FileBytes.read(victim) == precious)
        #expect(!DraftFile.isTaken(folder.file("nowhere")))
        #expect(drafts == [])
    }

    @Test("A name that is made is made new, never through a link")
    func aNameThatIsMadeIsMadeNewNeverThroughALink() throws {
        symlink(folder.file("nowhere"), folder.file("link"))
        for path in [victim, folder.file("link")] {
            #expect(throws: DraftFile.Failure.self) { try DraftFile.make(path, 0o644) }
        }
        #expect(!DraftFile.isTaken(folder.file("nowhere")))
    }

    @Test("No two drafts of a file have one name")
    func noTwoDraftsOfAFileHaveOneName() throws {
        let made = try (0..<50).map { _ in try DraftFile(for: folder.file("name")) }
        #expect(Set(made.map(\.draft)).count == 50)
        for draft in made { draft.abandon() }
        #expect(drafts == [])
    }

    @Test("Only what drafts of a name have left is taken away")
    func onlyWhatDraftsOfANameHaveLeftIsTakenAway() throws {
        let left = try DraftFile(for: folder.file("name"))
        close(left.descriptor)
        try FileBytes.write([1], to: left.draft + "-journal")
        let others = [
            "name.draft", "name.0123456789abcde.draft", "name.0123456789abcdeg.draft", "name",
            "other.0123456789abcdef.draft", "name.0123456789abcdef.draft.gz",
        ]
        for name in others { try FileBytes.write([1], to: folder.file(name)) }
        DraftFile.removeLeftovers(of: folder.file("name"))
        #expect(Set(FolderTree.names(in: folder.path)) == Set(others + ["victim"]))
    }

    @Test("A copy of a log that only its owner may read is the owner's alone too")
    func aCopyOfALogThatOnlyItsOwnerMayReadIsTheOwnersAloneToo() throws {
        let path = folder.file("a.sqlite")
        try CraftedLog.sound(path)
        chmod(path, 0o600)
        let reader = try LogReader.open(path: path)
        try reader.backUp(to: folder.file("backup"))
        _ = try LogSalvage.run(from: path, to: folder.file("saved"), at: 1)
        _ = try LogRestore(of: reader, to: folder.file("restored"), replacing: false, at: 1)
        let old = folder.file("old.sqlite")
        try LogDisk.system.migrate(old, toVersion: 1)
        chmod(old, 0o600)
        try MessageLog.open(path: old, at: 1).close(clean: true, at: 2)
        let copies = ["backup", "saved", "restored", "old.sqlite.before-v\(LogDisk.newestVersion)"]
        for copy in copies { #expect(mode(folder.file(copy)) == 0o600, "\(copy)") }
        #expect(drafts == [])
    }

    @Test("A copy before a migration takes away what one that was cut off has left")
    func aCopyBeforeAMigrationTakesAwayWhatOneThatWasCutOffHasLeft() throws {
        let path = folder.file("a.sqlite")
        try LogDisk.system.migrate(path, toVersion: 1)
        let left = try DraftFile(for: LogPath("\(path).before-v\(LogDisk.newestVersion)").log)
        close(left.descriptor)
        #expect(drafts.count == 1)
        try MessageLog.open(path: path, at: 1).close(clean: true, at: 2)
        #expect(drafts == [])
    }

    @Test("A link in the place of the lock is refused and leads to nothing written")
    func aLinkInThePlaceOfTheLockIsRefusedAndLeadsToNothingWritten() throws {
        let path = folder.file("a.sqlite")
        for plant in [symlink, link] {
            #expect(plant(victim, path + ".lock") == 0)
            let error = try #require(throws: StoreError.self) {
                try MessageLog.open(path: path, at: 1)
            }
            #expect(error.code == .unwritable)
            #expect(error.reason.contains("\(path).lock is a link"))
            #expect(!LogReader.isInUse(path: path))
            #expect(try FileBytes.read(victim) == precious)
            unlink(path + ".lock")
        }
        try MessageLog.open(path: path, at: 1).close(clean: true, at: 2)
    }

    @Test("A link in the place of the search index is refused and leads to nothing written")
    func aLinkInThePlaceOfTheSearchIndexIsRefusedAndLeadsToNothingWritten() throws {
        let path = folder.file("a.sqlite")
        try CraftedLog.sound(path)
        let reader = try LogReader.open(path: path)
        let empty = folder.file("empty")
        try FileBytes.write([], to: empty)
        for target in [victim, empty, folder.file("nowhere")] {
            symlink(target, path + ".search")
            #expect(throws: StoreError.self) { try SearchIndex(of: reader) }
            unlink(path + ".search")
        }
        #expect(try FileBytes.read(victim) == precious)
        #expect(try FileBytes.read(empty) == [])
        #expect(!DraftFile.isTaken(folder.file("nowhere")))
    }

    @Test("Links in a folder that the registry's name leads to are left alone")
    func linksInAFolderThatTheRegistrysNameLeadsToAreLeftAlone() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        let registry = ConsumerRegistry(of: log)
        let elsewhere = folder.file("elsewhere")
        mkdir(elsewhere, 0o755)
        symlink(folder.file("gone"), elsewhere + "/mine")
        symlink(elsewhere, registry.folder)
        #expect(!registry.enter(cursorFile: folder.file("cursor")))
        #expect(registry.consumers(forgettingGone: true).isEmpty)
        #expect(FolderTree.names(in: elsewhere) == ["mine"])
    }

    @Test("A link in the registry that this program has not named is left alone")
    func aLinkInTheRegistryThatThisProgramHasNotNamedIsLeftAlone() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        let registry = ConsumerRegistry(of: log)
        #expect(registry.enter(cursorFile: folder.file("cursor")))
        symlink(folder.file("gone"), registry.folder + "/mine")
        #expect(registry.consumers(forgettingGone: true).isEmpty)
        #expect(FolderTree.names(in: registry.folder) == ["mine"])
    }
}
