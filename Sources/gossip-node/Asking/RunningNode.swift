import GossipHTTP
import GossipText

/// The node that runs on a log, as a command asks it.
struct RunningNode {
    private let client: ControlClient

    init(onLog path: String, _ options: AskOptions) {
        client = ControlClient(log: path, timeoutMilliseconds: options.timeout.milliseconds)
    }

    /// Asks it, and takes only what is no refusal.
    func answer(to request: ControlRequest) throws(AskFailure) -> ControlAnswer {
        let answer: ControlAnswer
        do {
            answer = try client.send(request)
        } catch {
            throw AskFailure(error)
        }
        guard answer.isDone else { throw AskFailure(refusal: answer) }
        return answer
    }

    /// The same, read.
    func tree(_ answer: ControlAnswer) throws(AskFailure) -> JSONTree {
        do {
            return try JSONTree(String(decoding: answer.body, as: UTF8.self))
        } catch {
            throw AskFailure(ControlFailure.garbled)
        }
    }

    /// Waits until it has ended.
    func waitForEnd() throws(AskFailure) {
        do {
            try client.waitForEnd()
        } catch {
            throw AskFailure(error)
        }
    }
}
