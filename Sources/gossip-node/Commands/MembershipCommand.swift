import GossipHTTP
import GossipNode
import GossipText

/// A command that changes the members of a network: it asks the node that runs on the log, or changes the log itself.
enum MembershipCommand {
    /// Carries an order out, and prints what it has changed.
    ///
    /// - Parameters:
    ///   - order: The order, for a log that no node uses.
    ///   - request: The same, for the node that runs on it.
    ///   - path: The log.
    ///   - options: The form of the answer.
    ///   - text: Makes the lines for people of the answer.
    /// - Throws: The refusal of the node, or the reason for which the log cannot be changed.
    static func carryOut(
        _ order: MembershipOrder,
        or request: ControlRequest,
        onLog path: String,
        _ options: AskOptions,
        _ text: (JSONTree) -> String
    ) throws {
        let answer: [UInt8]
        let isRunning = RunningOnLog.isSo(path)
        if isRunning {
            answer = try RunningNode(onLog: path, options).answer(to: request).body
        } else {
            do throws(NodeError) {
                let edit = try MembershipEdit(onLog: path, order, version: Version.text)
                answer = JSONObject(edit.receipt).closed + [UInt8(ascii: "\n")]
            } catch {
                throw NodeFailure(error)
            }
        }
        try options.print(answer) { _ throws(AskFailure) in
            guard let tree = try? JSONTree(String(decoding: answer, as: UTF8.self)) else {
                throw AskFailure(ControlFailure.garbled)
            }
            let later = "\nNo node runs on this log: the others hear of it once one does."
            return text(tree) + (isRunning ? "" : later)
        }
    }

    /// The member of an answer, with its name where it has one.
    static func member(_ answer: JSONTree) -> String {
        let key = SafeText.text(answer["node"]?.text ?? "")
        return answer["name"]?.text.map { "\(SafeText.text($0)) \(key)" } ?? key
    }
}
