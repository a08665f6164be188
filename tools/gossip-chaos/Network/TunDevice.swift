import Glibc
import NodeProcesses

/// A network interface whose other end is a descriptor of this process: what a node sends is read
/// here, packet by packet, and what is written here it receives.
///
/// Source: the kernel's documentation of TUN/TAP. Without a header before each packet (`IFF_NO_PI`).
struct TunDevice {
    /// Bytes of the longest packet; the interface's MTU.
    static let packetMax = 1_500

    /// Does not block; the interface is there as long as it is open.
    let descriptor: Int32

    private static let path = "/dev/net/tun"

    /// True when this process may make one.
    static var isAvailable: Bool {
        guard let device = try? TunDevice(name: "gossip-tun-\(getpid() % 9_999)") else {
            return false
        }
        close(device.descriptor)
        return true
    }

    /// Makes an interface, down and without an address, in the namespace of this process.
    ///
    /// - Throws: ``NotAllowed`` where it may not.
    init(name: String) throws {
        let file = open(Self.path, O_RDWR | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            throw NotAllowed(description: "\(Self.path) cannot be opened: \(Self.reason(errno))")
        }
        // struct ifreq: the name, then flags.
        var request = [UInt8](repeating: 0, count: 40)
        request.replaceSubrange(0..<min(15, name.utf8.count), with: name.utf8.prefix(15))
        let flags = UInt16(Self.IFF_TUN | Self.IFF_NO_PI)
        request[16] = UInt8(truncatingIfNeeded: flags)
        request[17] = UInt8(truncatingIfNeeded: flags >> 8)
        let answer = ioctl(file, UInt(Self.TUNSETIFF), &request)
        guard answer == 0 else {
            let number = errno
            close(file)
            throw NotAllowed(
                description: "the interface \(name) cannot be made: \(Self.reason(number))"
            )
        }
        descriptor = file
    }

    private static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }

    // <linux/if_tun.h>, which is not imported: its numbers are part of the kernel's interface.
    private static let IFF_TUN: Int32 = 0x0001
    private static let IFF_NO_PI: Int32 = 0x1000
    private static let TUNSETIFF: UInt32 = 0x4004_54ca
}
