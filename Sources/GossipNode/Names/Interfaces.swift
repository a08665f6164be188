import Glibc
import GossipWire

/// The network interfaces of this host, as the system knows them now.
enum Interfaces {
    /// The name of the interface with this index.
    static func zone(ofIndex index: UInt32) -> Zone? {
        guard index != 0 else { return nil }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(IF_NAMESIZE)) { buffer in
            guard let name = if_indextoname(index, buffer.baseAddress) else { return nil }
            return Zone(String(cString: name))
        }
    }

    /// The index of an interface, 0 when there is none of this name.
    static func index(of zone: Zone) -> UInt32 {
        zone == .none ? 0 : if_nametoindex(zone.name)
    }

    /// The zone that people write, by name or by index; `nil` when it can be none.
    static func zone(parsing text: some StringProtocol) -> Zone? {
        guard let zone = Zone(text) else { return nil }
        guard index(of: zone) == 0, text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return zone }
        return UInt32(text).flatMap { self.zone(ofIndex: $0) }
    }

    /// The interfaces as a part of a sentence.
    static var list: String {
        names.isEmpty
            ? "this host has no interfaces" : "this host has \(names.joined(separator: ", "))"
    }

    /// An interface to show in an example: one that is not loopback, if there is one.
    static var example: String { names.first { $0 != "lo" } ?? "eth0" }

    private static var names: [String] {
        guard let first = if_nameindex() else { return [] }
        defer { if_freenameindex(first) }
        var names: [String] = []
        var entry = first
        while entry.pointee.if_index != 0, let name = entry.pointee.if_name {
            names.append(String(cString: name))
            entry += 1
        }
        return names
    }
}
