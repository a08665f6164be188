import ArgumentParser
import GossipText

/// `gossip-log doctor`: what may trouble a node, and what to do about it.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at all that a node depends on: log, disk, rights, key, clock, UDP, SQLite.",
        discussion: "Each finding says what to do. Status 1 when one is a problem."
    )

    @OptionGroup var report: ReportArguments

    mutating func run() throws {
        try Doctor(report, clock: .system).run()
    }
}
