/// The number of base-128 digits of a number: 1 … 10.
@inline(__always)
func varintLength(_ number: UInt64) -> Int {
    number == 0 ? 1 : (UInt64.bitWidth - number.leadingZeroBitCount + 6) / 7
}

/// The byte of one base-128 digit, counted from the least significant; only digit 0 ends the varint.
@inline(__always)
func varintByte(_ number: UInt64, digit: Int) -> UInt8 {
    let value = UInt8(truncatingIfNeeded: number >> UInt64(7 * digit)) & 0x7F
    return digit == 0 ? value : value | 0x80
}
