/// The one place where the unsigned numbers of the program meet the signed ones of SQLite.
///
/// Arrival numbers and times are unsigned everywhere else. A row that holds less than 0 was not written
/// by this program, and reads as 0; a bound above 2^63 - 1, such as "no end", is as good as that.
extension Statement {
    /// The number in the column, counted from 0; NULL reads as 0.
    func uint64(_ column: Int32) -> UInt64 { UInt64(stored: int64(column)) }

    /// The number in the column, or `nil` for NULL.
    func optionalUInt64(_ column: Int32) -> UInt64? { isNull(column) ? nil : uint64(column) }

    /// Binds a number to the parameter, counted from 1.
    @discardableResult
    func bind(_ value: UInt64, at index: Int32) -> Statement {
        bind(Int64(storing: value), at: index)
    }

    /// Binds a number or NULL.
    @discardableResult
    func bind(_ value: UInt64?, at index: Int32) -> Statement {
        bind(value.map(Int64.init(storing:)), at: index)
    }
}

extension UInt64 {
    /// Makes the number that SQLite holds as a signed one.
    init(stored value: Int64) { self.init(clamping: value) }
}

extension Int64 {
    /// Makes the number by which SQLite holds an unsigned one.
    init(storing value: UInt64) { self.init(clamping: value) }
}
