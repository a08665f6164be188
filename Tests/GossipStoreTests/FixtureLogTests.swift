import Glibc
import TestSupport
import Testing

@testable import GossipStore

/// Not a test of anything: writes the fixture of the newest schema when asked to.
@Suite("Fixture log") struct FixtureLogTests {
    @Test(
        "Write fixture",
        .enabled(if: getenv("GOSSIP_WRITE_FIXTURE") != nil, "set GOSSIP_WRITE_FIXTURE=vNNNN")
    )
    func writeFixture() throws {
        let version = try #require(getenv("GOSSIP_WRITE_FIXTURE").map { String(cString: $0) })
        let folder = try TemporaryFolder()
        try FixtureLog.write(to: folder.file("fixture"))
        try FileBytes.copy(folder.file("fixture"), to: FixtureLog.path(version))
        #expect(LogFile.size(FixtureLog.path(version)) ?? 0 > 0)
    }
}
