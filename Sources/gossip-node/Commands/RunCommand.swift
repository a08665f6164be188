import ArgumentParser
import Glibc
import GossipHTTP
import GossipNode
import GossipText
import Logging

/// `gossip-node run`: a node until it is told to stop.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a node (the default)."
    )

    /// The time that standard output may take for the rest when the node has ended.
    private static let outputMillisecondsMax = 2_000

    @OptionGroup var arguments: RunArguments

    func run() throws {
        do throws(NodeError) {
            try Node.requireOpenFiles()
        } catch {
            throw NodeFailure(error)
        }
        let network = try arguments.network.access()
        SignalThread.block()
        let isEdited = NodeScreen.isForTyping
        if isEdited { TerminalSignalThread.block() }
        JobStanding.ignoreStops()
        if Terminal(descriptor: STDOUT_FILENO).hasEscapes {
            NodeScreen.standard.begin(takesKeys: isEdited)
        }
        let node = Node(configuration: configuration(in: network))
        let socket = ControlSocket(of: node)
        let output = OutputThread(encoder: encoder(), screen: .standard) { node.shutdown() }
        let tally = Monitor(RunTally())
        let input = InputThread(
            node: node,
            output: output,
            format: arguments.input,
            topic: arguments.topic,
            isEdited: isEdited
        )
        node.observe { [weak node] event in
            output.add(event)
            tally.update { $0.note(event) }
            guard case .started = event, let node else { return }
            if let feed = node.feedOfRun(onAvailable: { output.messagesArrived() }) {
                output.follow(feed)
            }
            input.start()
        }
        SignalThread.start { node.shutdown() }
        if isEdited { TerminalSignalThread.start(.standard) }
        let result = wait(for: node, beside: socket)
        // Also when standard output stands still.
        defer { TerminalModes.end() }
        if input.isTyped, case .success(let messageCount) = result {
            output.add(.notice(tally.withLock { $0.farewell(messageCount: messageCount) }))
        }
        let failure = output.finish(milliseconds: Self.outputMillisecondsMax)
        if case .failure(let error) = result { throw NodeFailure(error) }
        if let failure {
            throw NodeFailure(
                .failure,
                "\(failure) The node has stopped; all that it acknowledged is in its log."
            )
        }
    }

    /// Blocks the main thread while the node runs on others.
    ///
    /// - Returns: the number of messages in the log when it ended.
    private func wait(for node: Node, beside socket: ControlSocket) -> Result<Int, NodeError> {
        let result = Monitor<Result<Int, NodeError>?>(nil)
        Task {
            do throws(NodeError) {
                let messageCount = try await node.runUntilShutdown { await socket.serve() }
                result.update { $0 = .success(messageCount) }
            } catch {
                result.update { $0 = .failure(error) }
            }
        }
        return result.wait { $0 }
    }

    private func configuration(in network: NetworkAccess) -> Node.Configuration {
        let handler = DiagnosticsHandler(
            format: arguments.logFormat,
            logLevel: arguments.logLevel
        )
        return Node.Configuration(
            logPath: arguments.log.path,
            listen: arguments.listen,
            peers: arguments.peers,
            isStatic: arguments.isStatic,
            name: arguments.name,
            version: Version.text,
            retention: arguments.retention,
            network: network,
            logger: Logger(label: "gossip-node") { _ in handler }
        )
    }

    /// The columns of the terminal, which may change at any time; 80 where it does not say.
    @Sendable private static func terminalWidth() -> Int {
        Terminal(descriptor: STDOUT_FILENO).columns ?? 80
    }

    private func encoder() -> any EventEncoder & Sendable {
        switch arguments.format {
        case .json: return JSONEventEncoder()
        case .text:
            let terminal = Terminal(descriptor: STDOUT_FILENO)
            let lines = TextEventEncoder(
                terminalWidth: terminal.hasEscapes ? Self.terminalWidth : nil,
                look: LineLook(
                    style: Style(isOn: ColorChoice.auto.isOn(terminal)),
                    zone: .local,
                    separatesDays: terminal.isTerminal
                ),
                isVerbose: arguments.verbose
            )
            return terminal.hasEscapes ? TerminalEventEncoder(lines: lines) : lines
        }
    }
}
