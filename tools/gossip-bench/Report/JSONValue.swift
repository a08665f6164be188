/// A JSON document as a tree, its members in the order given.
enum JSONValue {
    case string(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case array([JSONValue])
    case object([(name: String, value: JSONValue)])
    case null

    /// A whole number stays whole; what is not finite has no JSON form.
    init(_ value: Double) {
        if !value.isFinite {
            self = .null
        } else if let whole = Int(exactly: value) {
            self = .integer(whole)
        } else {
            self = .number(value)
        }
    }

    /// The document as text, indented.
    var text: String {
        var output = ""
        write(to: &output, indentation: 0)
        return output + "\n"
    }

    private func write(to output: inout String, indentation: Int) {
        switch self {
        case .string(let text): Self.write(text, to: &output)
        case .integer(let value): output += String(value)
        case .number(let value): output += String(value)
        case .boolean(let value): output += value ? "true" : "false"
        case .null: output += "null"
        case .array(let values):
            Self.write(values, between: "[", "]", to: &output, indentation) { value, output in
                value.write(to: &output, indentation: indentation + 2)
            }
        case .object(let members):
            Self.write(members, between: "{", "}", to: &output, indentation) { member, output in
                Self.write(member.name, to: &output)
                output += ": "
                member.value.write(to: &output, indentation: indentation + 2)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element],
        between open: String,
        _ close: String,
        to output: inout String,
        _ indentation: Int,
        _ writeOne: (Element, inout String) -> Void
    ) {
        output += open
        for (index, element) in elements.enumerated() {
            output += index == 0 ? "\n" : ",\n"
            output += String(repeating: " ", count: indentation + 2)
            writeOne(element, &output)
        }
        if !elements.isEmpty { output += "\n" + String(repeating: " ", count: indentation) }
        output += close
    }

    private static func write(_ text: String, to output: inout String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: output.unicodeScalars.append(scalar)
            }
        }
        output += "\""
    }
}
