package import GossipWire

/// The facts about a peer that a table tells people.
package struct PeerRow {
    /// Its status.
    package var status: PeerStatus
    /// Its address, as text.
    package var address: String
    /// Its key in hexadecimal digits, once known.
    package var key: String?
    /// The name that it announces; any that cannot be shown is left out.
    package var name: String?
    /// Smoothed round trip in microseconds.
    package var roundTripMicroseconds: UInt64?
    /// When it last answered, in milliseconds since 1970; `nil` when it never has.
    package var lastSeenMilliseconds: UInt64?
    /// Attempts without an answer since the last one.
    package var failures: Int
    /// The position up to which its log has been read.
    package var cursor: UInt64?
    /// Its strikes; `nil` for none.
    package var strikes: PeerStrikes?

    /// Makes a row.
    package init(
        status: PeerStatus,
        address: String,
        key: String?,
        name: String?,
        roundTripMicroseconds: UInt64?,
        lastSeenMilliseconds: UInt64?,
        failures: Int,
        cursor: UInt64?,
        strikes: PeerStrikes?
    ) {
        self.status = status
        self.address = address
        self.key = key
        self.name = name
        self.roundTripMicroseconds = roundTripMicroseconds
        self.lastSeenMilliseconds = lastSeenMilliseconds
        self.failures = failures
        self.cursor = cursor
        self.strikes = strikes
    }
}

extension PeerRow {
    /// A table of peers in their order, with a column for strikes where one has any.
    ///
    /// - Parameters:
    ///   - rows: The peers.
    ///   - isRunning: True while the node runs: a peer that is up is seen now.
    ///   - isWide: True for whole keys.
    ///   - now: The time, in milliseconds since 1970.
    /// - Returns: The table.
    package static func table(
        _ rows: [PeerRow],
        isRunning: Bool,
        isWide: Bool = false,
        now: UInt64
    ) -> ColumnTable {
        let hasStrikes = rows.contains { $0.strikes != nil }
        let strikes = hasStrikes ? [ColumnTable.Column.text("STRIKES", leaving: 7)] : []
        let columns: [ColumnTable.Column] = [
            .text("STATE"), .text("ADDRESS"), .text("NAME", isFlexible: true, leaving: 6),
            .text("KEY", leaving: 3), .number("RTT", leaving: 4), .text("SEEN", leaving: 5),
            .number("FAILS", leaving: 2), .number("CURSOR", leaving: 1),
        ]
        var table = ColumnTable(columns + strikes)
        for row in rows {
            let cells: [ColumnTable.Cell] = [
                .init(row.status.rawValue, row.status.tint),
                .init(SafeText.text(row.address)),
                .init(DisplayName.shown(row.name) ?? "-"),
                .init(row.key.map { isWide ? $0 : String($0.prefix(8)) } ?? "-"),
                .init(row.roundTripMicroseconds.map(Self.roundTrip) ?? "-"),
                .init(row.seen(isRunning: isRunning, now: now)),
                .init(Quantity.count(row.failures)),
                .init(row.cursor.map { Quantity.count($0) } ?? "-"),
            ]
            table.add(hasStrikes ? cells + [row.strikeCell(now: now)] : cells)
        }
        return table
    }

    private func strikeCell(now: UInt64) -> ColumnTable.Cell {
        guard let strikes else { return .init("-") }
        return .init(strikes.words(now: now), .yellow)
    }

    private func seen(isRunning: Bool, now: UInt64) -> String {
        if isRunning, status == .up { return "now" }
        return lastSeenMilliseconds.map { TimeFormat.ago($0, now: now) } ?? "never"
    }

    private static func roundTrip(_ microseconds: UInt64) -> String {
        microseconds < 1000
            ? "\(microseconds) µs"
            : "\(microseconds / 1000).\(microseconds % 1000 / 100) ms"
    }
}

extension PeerStatus {
    /// The color of the state in a table.
    fileprivate var tint: Style.Tint {
        switch self {
        case .up: .green
        case .suspect, .down: .yellow
        case .unknown: .dim
        }
    }
}
