/// Lines and texts as people and programs write them.
enum TextSeeds {
    static var input: [Seed] {
        let lines = [
            #"{"body":"hé \"there\"","topic":"greetings","lifetime":60,"tag":"t-1"}"#,
            #"{"body_base64":"/wAB"}"#, #"{ "body" : "\ud83c\udf0a \u0000\n\/\\" }"#,
            #"{"body":"a","lifetime":4294967296}"#, #"{"body":["a"]}"#, #"{"body":"a","body":"b"}"#,
            #"{"topic":null,"body":true}"#, #"{"body":"a"} x"#, "not json",
        ]
        let text = lines.map { $0 + "\n" }.joined()
        return [
            Seed("json", [1 | 6 << 1] + Array(text.utf8)),
            Seed("text", [0] + Array("one\n\ntwo\r\nthree".utf8)),
            Seed("overlong", [3] + [UInt8](repeating: 0x61, count: 600) + Array("\nb\n".utf8)),
        ]
    }

    static var text: [Seed] {
        let texts: [(UInt8, [String])] = [
            (
                0,
                ["127.0.0.1:5000", "[::1]:5000", "[2001:db8::a:0:1]:65535", "[1:2:3:4:5:6:7:8]:0"]
            ),
            (1, ["localhost:5000", "192.0.2.1:80", "[fe80::1]:5000", "a-b.example:1"]),
            (
                2,
                [
                    "2026-11-22", "2026-11-22 12:00:30.123", "2026-11-22T12:00:00Z", "12:00",
                    "2026-11-22T12:00:00.5+01:00", "@1795348800.5", "-1h30m", "+5m", "2 days ago",
                    "yesterday", "now", "1.5 hours ago",
                ]
            ),
            (3, ["gossip-log cursor 1\nlog 00ff\narrival 42\n"]),
            (4, ["00ff", "0192f00dcafe-0123456789abcdef"]),
            (5, ["plain", "\u{1b}[31mred\u{202e}\u{0}", "日本語 👩‍👩‍👧 e\u{301}"]),
            (6, ["\u{0}\u{0}\u{1}"]),
        ]
        return texts.flatMap { kind, texts in
            texts.enumerated().map { Seed("\(kind)-\($0.offset)", [kind] + Array($0.element.utf8)) }
        }
    }
}
