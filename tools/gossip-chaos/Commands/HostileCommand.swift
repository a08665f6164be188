import ArgumentParser
import Glibc
import GossipText
import HostilePeers
import NodeProcesses

/// The command `hostile`: honest nodes with a peer that attacks them.
struct HostileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hostile",
        abstract: "Attack real nodes as a peer might, and measure what honest nodes notice.",
        discussion: """
            Starts three honest nodes that publish, and measures them alone, under an attack, and after \
            it: the latency of delivery, memory, processor time and disk. In each of the first two parts \
            one node is killed and started again, and a new node joins. The attacker is a process that \
            speaks the protocol from code apart from the node's.

            What must hold: p99 stays within twice its undisturbed value or 50 ms; no honest message is \
            missing afterwards; memory, disk, rows and events stay bounded; the nodes that start are live, \
            with all that there was before, within 3 s of when they would be.

            Exit status: 0 all held; 1 a verdict failed; 2 wrong use.
            """
    )

    @OptionGroup var options: HostileOptions

    func run() throws {
        guard !options.isList else { return list() }
        Cleanup.shared.runOnSignals()
        // The measuring and the measured come before the attacker and other work on this machine.
        Niceness.set(-5)
        let style = Style(isOn: Terminal(descriptor: 1).hasEscapes)
        show(HostileTable.head(style: style))
        var isGood = true
        for attack in options.attacks {
            let report = try Self.report(on: attack, options)
            show(HostileTable.row(report, style: style))
            isGood = isGood && report.failures.isEmpty
        }
        guard isGood else { throw ExitCode(1) }
    }

    private func show(_ text: String) {
        print(text)
        fflush(nil)
    }

    private func list() {
        var table = ColumnTable([.text("ATTACK"), .text("WHAT IT DOES", isFlexible: true)])
        for attack in Attacks.all { table.add([.init(attack.name), .init(attack.summary)]) }
        let style = Style(isOn: false)
        for line in table.lines(style: style, columns: Terminal(descriptor: 1).columns) {
            print(line)
        }
    }

    private static func report(
        on attack: any Attack.Type,
        _ options: HostileOptions
    ) throws -> HostileReport {
        let run = try HostileRun(attack, options)
        do {
            let report = try run.run()
            run.end(keeping: options.keep)
            return report
        } catch {
            Cleanup.shared.waitForEnd()
            run.end(keeping: true)
            throw ToolFailure("\(attack.name): \(error) The logs are kept in \(run.folder)")
        }
    }
}
