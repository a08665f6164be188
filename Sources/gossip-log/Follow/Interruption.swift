import Glibc
import GossipText
import Synchronization

/// The signals of ``EndSignals`` as a wish to end, so that following ends in order and with exit code 0.
enum Interruption {
    /// The first request as ``EndRequest/word``; 0 before.
    private static let first = Atomic<UInt64>(0)
    /// The end of a pipe that the handler writes into: a signal also ends a wait that begins after it.
    private static let bell = Atomic<Int32>(-1)

    static var isRequested: Bool { first.load(ordering: .relaxed) != 0 }

    /// Notes the first signal from here on; the second, if it is no echo, ends the process at once.
    ///
    /// - Returns: the descriptor that becomes readable when a signal has come; -1 if there is none.
    static func install() -> Int32 {
        first.store(0, ordering: .relaxed)
        let pipe = Pipe()
        bell.store(pipe?.write ?? -1, ordering: .relaxed)
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { Interruption.note(EndRequest($0)) }
        // A program started from a thread that blocks signals inherits that.
        var signals = EndSignals.set
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        // No SA_RESTART: a write into a full pipe must come back.
        for signal in EndSignals.all { sigaction(signal, &action, nil) }
        return pipe?.read ?? -1
    }

    /// Takes a signal; calls only what a signal handler may.
    private static func note(_ request: EndRequest) {
        let (isFirst, word) = first.compareExchange(
            expected: 0,
            desired: request.word,
            ordering: .relaxed
        )
        if !isFirst, let first = EndRequest(word: word), !request.isEcho(of: first) {
            _exit(request.exitCode)
        }
        var byte: UInt8 = 0
        write(bell.load(ordering: .relaxed), &byte, 1)
    }
}
