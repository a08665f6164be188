import Glibc
import GossipText

/// Checks of the system's limits for sockets and descriptors.
struct NetworkChecks {
    /// The receive buffer that a node asks for.
    private static let receiveBufferBytes = 4 << 20
    /// Streams, files and sockets of a node at its limits.
    private static let descriptorsMin = 1024

    func findings() -> [Finding] {
        [
            SystemNumber.read("/proc/sys/net/core/rmem_max").map(Self.receiveBuffer),
            UDPCounters(text: SystemText.read("/proc/net/snmp") ?? "").map(Self.drops),
            descriptors(),
        ].compactMap(\.self)
    }

    static func receiveBuffer(_ bytes: Int) -> Finding {
        guard bytes < receiveBufferBytes else {
            return .good("udp", "receive buffers may have \(Quantity.bytes(bytes)).")
        }
        return .note(
            "udp",
            "receive buffers may have \(Quantity.bytes(bytes)) only; bursts of messages overflow "
                + "them, and are then repaired more slowly.",
            "sysctl -w net.core.rmem_max=\(receiveBufferBytes), and the same in /etc/sysctl.d."
        )
    }

    static func drops(_ counters: UDPCounters) -> Finding {
        guard counters.receiveBufferErrors > 0 else {
            return .good("udp", "no datagram was dropped for want of buffer since the start.")
        }
        return .note(
            "udp",
            "\(Quantity.count(counters.receiveBufferErrors)) of "
                + "\(Quantity.count(counters.received + counters.receiveBufferErrors)) datagrams of this machine were dropped for "
                + "want of buffer since its start.",
            "If that number grows while the node runs, give it larger buffers or more processor."
        )
    }

    private func descriptors() -> Finding? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &limit) == 0,
            limit.rlim_cur < Self.descriptorsMin
        else { return nil }
        return .note(
            "files",
            "a process here may open \(limit.rlim_cur) files only.",
            "ulimit -n \(Self.descriptorsMin), or LimitNOFILE= of the service."
        )
    }
}

/// The kernel's counts of datagrams since the machine started.
struct UDPCounters: Equatable {
    let received: Int
    /// Dropped because the socket's buffer was full.
    let receiveBufferErrors: Int

    /// Reads `/proc/net/snmp`: a line of names and a line of numbers, each after `Udp:`.
    init?(text: String) {
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("Udp: ") }
        guard lines.count >= 2 else { return nil }
        let names = lines[0].split(separator: " ")
        let numbers = lines[1].split(separator: " ")
        guard let received = names.firstIndex(of: "InDatagrams"),
            let errors = names.firstIndex(of: "RcvbufErrors"),
            numbers.count > max(received, errors),
            let receivedCount = Int(numbers[received]), let errorCount = Int(numbers[errors])
        else { return nil }
        self.received = receivedCount
        receiveBufferErrors = errorCount
    }
}
