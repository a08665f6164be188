/// One number of a report.
struct Figure {
    /// The number to hold it against: shown, never asserted.
    struct Reference {
        let label: String
        let value: Double

        /// A goal that the number should reach or exceed.
        static func atLeast(_ value: Double) -> Reference {
            Reference(label: "≥", value: value)
        }

        /// A goal that the number should stay below.
        static func below(_ value: Double) -> Reference {
            Reference(label: "<", value: value)
        }
    }

    /// The name in JSON.
    let key: String
    /// The name for people.
    let label: String
    let value: Double
    let unit: Unit
    var reference: Reference?

    init(
        _ key: String,
        _ label: String,
        _ value: some BinaryFloatingPoint,
        _ unit: Unit,
        against reference: Reference? = nil
    ) {
        self.key = key
        self.label = label
        self.value = Double(value)
        self.unit = unit
        self.reference = reference
    }

    init(
        _ key: String,
        _ label: String,
        _ value: some BinaryInteger,
        _ unit: Unit = .count,
        against reference: Reference? = nil
    ) {
        self.init(key, label, Double(value), unit, against: reference)
    }

    /// The value as a multiple of what it is held against.
    var ratio: Double? {
        guard let reference, reference.value != 0 else { return nil }
        return value / reference.value
    }

    var json: JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("value", JSONValue(value)), ("unit", .string(unit.rawValue)),
        ]
        if let reference, let ratio {
            members.append(("against", .string(reference.label)))
            members.append(("reference", JSONValue(reference.value)))
            members.append(("ratio", JSONValue(ratio)))
        }
        return .object(members)
    }
}
