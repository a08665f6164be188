import Glibc

/// A socket of the unix domain that listens, and answers nobody.
package struct ListeningSocket {
    private let descriptor: Int32

    /// Makes it at a path, which must be free.
    package init(at path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let result = UnixAddress.with(path) { bind(descriptor, $0, $1) }
        guard result == 0, listen(descriptor, 1) == 0 else { throw FileFailure(number: errno) }
    }

    /// Closes it; the name stays.
    package func close() { _ = Glibc.close(descriptor) }
}

/// A connection to a socket of the unix domain, for whoever behaves badly.
package struct UnixConnection {
    private let descriptor: Int32

    /// Connects; waits while the queue there is full.
    package init(to path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard UnixAddress.with(path, { connect(descriptor, $0, $1) }) == 0 else {
            throw FileFailure(number: errno)
        }
    }

    /// Sends bytes, as many as are taken.
    @discardableResult
    package func send(_ bytes: [UInt8]) -> Int {
        Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Everything that comes until the other end closes.
    package func receiveAll() -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return all }
            all += buffer[..<count]
        }
    }

    /// Closes it.
    package func close() { _ = Glibc.close(descriptor) }
}

private enum UnixAddress {
    static func with(
        _ path: String,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { room in
            let bytes = Array(path.utf8)
            precondition(bytes.count < room.count, "the path of a socket is short")
            room.copyBytes(from: bytes)
        }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
