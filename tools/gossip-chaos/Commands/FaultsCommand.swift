import ArgumentParser
import Glibc
import NodeProcesses

/// The command `faults`: nodes that crash and links that fail.
struct FaultsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faults",
        abstract:
            "Kill, stop, cut off and damage real nodes under load, and see that nothing is lost.",
        discussion: """
            Starts nodes as processes, publishes at all of them, and writes down each id that one has \
            acknowledged as it reads it. Meanwhile nodes are killed (SIGKILL) and started again, \
            stopped and continued (SIGSTOP), restarted, and one node's log is truncated, overwritten \
            or deleted and refilled. At the end all logs must hold the same, and all that was \
            acknowledged; and no run of a node may have delivered a message twice.

            What happens follows from the seed; when exactly, in the middle of what, does not.

            Exit status: 0 all held, or skipped where the machine does not allow it; 1 something did \
            not hold; 2 wrong use.
            """
    )

    @OptionGroup var options: ChaosOptions

    func run() throws {
        Cleanup.shared.runOnSignals()
        let seed = options.seed ?? UInt64.random(in: 0...0xffff_ffff)
        let run: ChaosRun
        do {
            run = try ChaosRun(options, seed: seed)
        } catch let error as NotAllowed {
            print("gossip-chaos: skipped: \(error)")
            return
        } catch {
            throw ValidationError("\(error)")
        }
        do {
            try run.run()
        } catch {
            Cleanup.shared.waitForEnd()
            run.end(keeping: true)
            print("FAILED with --seed \(seed): \(error)\nThe logs are kept in \(run.folder)")
            throw ExitCode(1)
        }
        run.end(keeping: options.keep)
        print("\(run.tally) --seed \(seed): all logs equal, nothing lost")
        if options.keep { print("The logs are kept in \(run.folder)") }
    }
}
