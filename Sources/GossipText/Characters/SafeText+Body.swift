internal import GossipWire

extension SafeText {
    /// Bytes of a row, so that it fits a terminal of 80 columns.
    private static let rowLength = 24

    /// A body for people: its text, or `(binary, 512 bytes) 00 ff …` when it is not UTF-8.
    ///
    /// Of a binary body, so many bytes show; by default 16 on one line, 256 on several.
    package static func body(
        _ body: some Collection<UInt8>,
        _ shape: Shape = .oneLine,
        binaryBytesMax: Int? = nil
    ) -> String {
        guard let string = String(validating: body, as: UTF8.self) else {
            return switch shape {
            case .oneLine: binary(body, bytesMax: binaryBytesMax ?? 16)
            case .lines: binaryRows(body, bytesMax: binaryBytesMax ?? 256)
            }
        }
        return text(string, shape)
    }

    private static func binaryRows(_ body: some Collection<UInt8>, bytesMax: Int) -> String {
        if body.count <= rowLength { return binary(body, bytesMax: rowLength) }
        var lines = [binary(body, bytesMax: 0)]
        var rest = body.prefix(bytesMax)[...]
        while !rest.isEmpty {
            lines.append(hex(rest.prefix(rowLength)))
            rest = rest.dropFirst(rowLength)
        }
        return lines.joined(separator: "\n") + (body.count > bytesMax ? " …" : "")
    }

    private static func binary(_ body: some Collection<UInt8>, bytesMax: Int) -> String {
        let size = "(binary, \(body.count) \(body.count == 1 ? "byte" : "bytes"))"
        if bytesMax == 0 { return size }
        return size + " " + hex(body.prefix(bytesMax)) + (body.count > bytesMax ? " …" : "")
    }

    private static func hex(_ bytes: some Collection<UInt8>) -> String {
        bytes.map { Hexadecimal.encode([$0]) }.joined(separator: " ")
    }
}
