import ArgumentParser
import Glibc

@main
enum GossipLogMain {
    static func main() {
        do {
            var command = try GossipLog.parseAsRoot(
                ArgumentOrder.subcommandFirst(Array(CommandLine.arguments.dropFirst()))
            )
            try command.run()
        } catch {
            let ending = Ending(of: error)
            ending.report()
            exit(ending.status.rawValue)
        }
    }
}
