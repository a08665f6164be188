import Foundation
import TestSupport
import Testing

@testable import gossip_log

@Suite("The manual page")
struct ManualTests {
    private static let maker = CommandRun.executable.deletingLastPathComponent()
        .appendingPathComponent("generate-manual").path
    private static let hasMaker = FileManager.default.isExecutableFile(atPath: maker)
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// The pages of the program, by their file names.
    private func pages() throws -> [String: String] {
        let folder = try TemporaryFolder()
        let program = """
            source tools/lib/output.sh; source tools/lib/manual.sh
            manual_maker=$1; make_manual "$2" "$3"
            """
        let run = try CommandRun(
            [
                "-euo", "pipefail", "-c", program, "bash", Self.maker, CommandRun.executable.path,
                folder.path,
            ],
            program: "/usr/bin/bash",
            folder: Self.root
        )
        let result = try run.finish()
        #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
        var pages: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            pages[name] = try String(contentsOfFile: folder.file(name), encoding: .utf8)
        }
        return pages
    }

    @Test(
        "Of the program holds the flags of its default command, files, environment and statuses",
        .enabled(if: hasMaker, "the maker of manual pages is not built")
    )
    func program() throws {
        let page = try #require(try pages()["gossip-log.1"])
        let sections = page.split(separator: "\n").filter { $0.hasPrefix(".Sh ") }
        #expect(
            sections.map { $0.dropFirst(4).replacing("\"", with: "") } == [
                "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "ENVIRONMENT", "FILES",
                "EXIT STATUS", "EXAMPLES", "SEE ALSO",
            ]
        )
        for flag in try CommandRun.result(["complete", "--"]).lines {
            let name = flag.prefix { $0 != "\t" }.dropFirst(2)
            #expect(page.contains("Fl -\(name)") || page.contains(", -\(name)"), "\(name)")
        }
        for name in EveryCommand.names { #expect(page.contains(".It Cm \(name)\n"), "\(name)") }
        for status in (0...5).compactMap(ExitStatus.init) {
            #expect(page.contains("\n.It \(status.rawValue)\n"))
        }
        #expect(page.contains(".It Ev GOSSIP_DB\n"))
        #expect(page.contains("\ngossip-log show node.sqlite 019ab04f\n"))
        #expect(!page.contains(".Ex -std"))
    }

    @Test(
        "Of a command tells its own statuses, or names the page that does",
        .enabled(if: hasMaker, "the maker of manual pages is not built")
    )
    func commands() throws {
        let pages = try pages()
        #expect(
            Set(pages.keys)
                == Set(EveryCommand.names.map { "gossip-log-\($0).1" } + ["gossip-log.1"])
        )
        for (name, page) in pages {
            #expect(!page.contains(".Ex -std"), "\(name)")
            #expect(page.contains(".Sh \"EXIT STATUS\"\n"), "\(name)")
        }
        #expect(pages["gossip-log-verify.1"]?.contains(".It 1\nsomething is wrong\n") == true)
        #expect(pages["gossip-log-gaps.1"]?.contains(".Xr gossip-log 1 .\n") == true)
    }
}
