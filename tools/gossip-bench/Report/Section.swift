/// The findings of one benchmark.
struct Section {
    /// One table of it.
    enum Part {
        /// Numbers one below the other, each with what it is held against.
        case figures(key: String, title: String, [Figure])
        /// Cases one below the other, each with the same numbers.
        case grid(key: String, title: String, [Row])
    }

    /// A case in a grid.
    struct Row {
        let key: String
        let label: String
        let cells: [Figure]

        init(_ key: String, _ label: String, _ cells: [Figure]) {
            self.key = key
            self.label = label
            self.cells = cells
        }
    }

    /// The name in JSON and on the command line.
    let key: String
    let title: String
    var parts: [Part] = []
    /// Failures: lost messages, logs that differ.
    var failures: [String] = []

    var tables: [Table] {
        parts.map { part in
            switch part {
            case .figures(_, let title, let figures): Table(title, figures)
            case .grid(_, let title, let rows): Table(title, rows)
            }
        }
    }

    var json: JSONValue {
        var members: [(name: String, value: JSONValue)] = parts.map { part in
            switch part {
            case .figures(let key, _, let figures):
                return (key, .object(figures.map { ($0.key, $0.json) }))
            case .grid(let key, _, let rows):
                let cases: [(name: String, value: JSONValue)] = rows.map { row in
                    (row.key, .object(row.cells.map { ($0.key, JSONValue($0.value)) }))
                }
                return (key, .object(cases))
            }
        }
        members.append(("failures", .array(failures.map { .string($0) })))
        return .object(members)
    }
}
