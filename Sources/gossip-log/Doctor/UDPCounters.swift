/// What the kernel has counted of datagrams since the machine started.
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
