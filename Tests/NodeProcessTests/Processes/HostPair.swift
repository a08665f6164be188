import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

/// Two hosts with a cable between them: network namespaces with a virtual Ethernet link, which go with
/// this value.
final class HostPair: Sendable {
    static let unavailable: Comment = """
        this machine lets nobody make network namespaces (ip netns, root): what lies between hosts is \
        not tried
        """

    /// True when the machine lets us.
    static let isAvailable: Bool = {
        let trial = "gossip-test-\(getpid())-trial"
        defer { try? ip("netns", "delete", trial) }
        return (try? ip("netns", "add", trial)) != nil
    }()

    private static let ipPaths: [String] = ["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip", "/bin/ip"]
    private static let ipPath = ipPaths.first { access($0, X_OK) == 0 } ?? ipPaths[0]
    private static let count = Atomic(0)

    /// The namespaces; in each the link is called `eth0`.
    let hosts: [String]

    /// Makes two hosts.
    ///
    /// - Parameters:
    ///   - addresses: The addresses of the first, with the lengths of their prefixes.
    ///   - others: Those of the second.
    /// - Throws: An error when the system does not let it.
    init(_ addresses: [String], _ others: [String]) throws {
        let number = Self.count.add(1, ordering: .relaxed).newValue
        hosts = ["a", "b"].map { "gossip-test-\(getpid())-\(number)-\($0)" }
        for host in hosts {
            try Self.ip("netns", "add", host)
            try Self.ip("-n", host, "link", "set", "lo", "up")
        }
        try Self.ip(
            "-n",
            hosts[0],
            "link",
            "add",
            "eth0",
            "type",
            "veth",
            "peer",
            "name",
            "eth0",
            "netns",
            hosts[1]
        )
        for (host, addresses) in zip(hosts, [addresses, others]) {
            for address in addresses {
                let isIPv6 = address.contains(":")
                let arguments = ["-n", host, "address", "add", address, "dev", "eth0"]
                try Self.ip(arguments + (isIPv6 ? ["nodad"] : []))
            }
            try Self.ip("-n", host, "link", "set", "eth0", "up")
        }
    }

    deinit {
        for host in hosts { try? Self.ip("netns", "delete", host) }
    }

    /// Takes the link of a host down or up, as seen from both.
    func setLink(_ host: Int, isUp: Bool) throws {
        try Self.ip("-n", hosts[host], "link", "set", "eth0", isUp ? "up" : "down")
    }

    /// Gives a host another address, as one that goes from one access point to the next gets it.
    ///
    /// - Parameters:
    ///   - host: The number of the host.
    ///   - address: The address that it has, with the length of its prefix.
    ///   - other: The address that it gets.
    /// - Throws: An error when the system does not let it.
    func move(_ host: Int, from address: String, to other: String) throws {
        try Self.ip("-n", hosts[host], "address", "delete", address, "dev", "eth0")
        try Self.ip("-n", hosts[host], "address", "add", other, "dev", "eth0")
    }

    /// Starts a node on a host, with JSON on both sides.
    func node(
        _ host: Int,
        _ db: String,
        listen: String,
        peers: String...,
        in folder: TemporaryFolder
    ) throws -> NodeProcess {
        try NodeProcess(
            ["netns", "exec", hosts[host], NodeProcess.executable.path]
                + ["--db", db, "--listen", listen, "--open"]
                + ["--input", "json", "--format", "json"]
                + peers.flatMap { ["--peer", $0] },
            in: folder,
            executable: URL(fileURLWithPath: Self.ipPath)
        )
    }

    private struct Failure: Error {}

    private static func ip(_ arguments: String...) throws { try ip(arguments) }

    private static func ip(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: ipPath)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure() }
    }
}
