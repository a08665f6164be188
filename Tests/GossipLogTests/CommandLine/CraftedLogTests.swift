import GossipWire
import TestSupport
import Testing

@testable import GossipStore
@testable import gossip_log

@Suite("Crafted logs")
struct CraftedLogTests {
    @Test(
        "Every command refuses a log that brings a view of its own, with the status of a damaged one"
    )
    func everyCommandRefusesALogThatBringsAViewOfItsOwn() throws {
        let log = try SampleLog.make()
        try log.close()
        let connection = try Connection(path: log.path, mode: .writer)
        try connection.execute("CREATE VIEW unknown AS SELECT 1")
        connection.close()
        let calls = EveryCommand.calls(on: log.path, in: log.folder)
        #expect(Set(calls.keys) == EveryCommand.names)
        let others: Set = ["doctor", "salvage"]
        for (name, arguments) in calls where !others.contains(name) {
            let result = try CommandRun.result(arguments)
            #expect(result.exitCode == 4, "\(name): \(result.errors)")
            #expect(result.output == "", "\(name)")
            #expect(
                result.errors.contains(
                    "its schema has the view \"unknown\", which this program never makes"
                ),
                "\(name): \(result.errors)"
            )
        }
        let doctor = try CommandRun.result(calls["doctor", default: []])
        #expect(doctor.exitCode == 1)
        #expect(doctor.output.contains("the view \"unknown\""))
        let salvage = try CommandRun.result(calls["salvage", default: []])
        #expect(salvage.exitCode == 0)
        #expect(salvage.errors.hasPrefix("gossip-log: saved 7 messages, all verified"))
    }
}
