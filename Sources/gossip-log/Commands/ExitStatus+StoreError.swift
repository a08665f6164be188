import GossipStore

extension ExitStatus {
    /// The exit code for what went wrong with a log.
    init(_ code: StoreError.Code) {
        switch code {
        case .busy, .locked, .outdated: self = .busy
        case .corrupt: self = .damaged
        case .newerVersion, .olderVersion, .changedMigration: self = .otherVersion
        case .full, .io, .notALog, .missing, .unreadable, .unwritable, .misuse, .internalFault:
            self = .failure
        }
    }
}
