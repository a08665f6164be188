import GossipHTTP
import GossipText

/// The exit codes of the commands that ask a running node.
enum AskExitStatus: Int32 {
    /// Asked, and not so: `status --ready` of a node that is not.
    case refused = 1
    /// No node runs on the log, or it does not answer.
    case noNode = 3
}

/// The reason why a command got nothing from a running node, with its exit code.
struct AskFailure: Error, CustomStringConvertible {
    let status: AskExitStatus
    let description: String

    init(_ status: AskExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }

    init(_ failure: ControlFailure) {
        switch failure {
        case .noNode, .noSocket: self.init(.noNode, failure.description)
        case .unreachable, .silent, .garbled: self.init(.refused, failure.description)
        }
    }

    /// The failure for an answer that is a refusal.
    init(refusal answer: ControlAnswer) {
        let text = String(decoding: answer.body, as: UTF8.self)
        let detail = (try? JSONTree(text))?["detail"]?.text
        self.init(
            .refused,
            detail.map { SafeText.text($0) } ?? "the node refuses with status \(answer.status)."
        )
    }
}
