import Glibc
import GossipStore
import GossipText
import GossipWire

/// A log that no node uses, as the commands change it that make or enter a network.
enum UnusedLog {
    /// Checks that no node runs on the log.
    static func requireUnused(_ path: String) throws(NodeError) {
        guard let user = LogUser(ofLog: path) else { return }
        let process = user.process.map { " (process \($0))" } ?? ""
        throw NodeError(
            .members,
            "a node runs on \(path)\(process), and its network cannot change meanwhile. Stop it first: "
                + "gossip-node stop --db \(ShellWord.quoted(path))"
        )
    }

    /// The network that the log belongs to; `nil` for a log of none, and where there is no log.
    static func network(of path: String) throws(NodeError) -> NetworkID? {
        do throws(StoreError) {
            return try LogReader.open(path: path).network()
        } catch {
            switch error.code {
            case .missing where access(LogPath(path).log, F_OK) != 0: return nil
            // Of a version that knew no networks; whoever opens it for writing brings it up to date.
            case .olderVersion: return nil
            default: throw NodeError(.log, error.description)
            }
        }
    }

    /// The key of the log's node, made where there is none.
    static func identity(of path: String) throws(NodeError) -> Identity {
        do throws(IdentityFileError) {
            return try IdentityFile(besideLog: path).loadOrCreate().identity
        } catch {
            throw NodeError(.identity, error.description)
        }
    }

    /// Puts the keys of a network beside the log.
    static func save(_ keys: NetworkKeys, in file: NetworkKeyFile) throws(NodeError) {
        do throws(NetworkKeyFileError) {
            try file.save(keys)
        } catch {
            throw NodeError(.members, error.description)
        }
    }

    /// Opens the log for a change between two runs of its node, and closes it.
    static func change(
        _ path: String,
        version: String,
        _ body: (MessageLog) throws(NodeError) -> Void
    ) throws(NodeError) {
        let log: MessageLog
        do throws(StoreError) {
            log = try MessageLog.open(
                path: path,
                at: SystemClock.wallMilliseconds(),
                version: version,
                keepsRunToken: true
            )
        } catch {
            throw NodeError(error.code == .newerVersion ? .newerLog : .log, error.description)
        }
        let result = Result { () throws(NodeError) in try body(log) }
        do throws(StoreError) {
            try log.close(clean: true, at: SystemClock.wallMilliseconds())
        } catch {
            throw NodeError(.log, error.description)
        }
        try result.get()
    }
}
