import FuzzTargets
import Glibc
import LibFuzzer

/// The program: libFuzzer with one target, which the environment names.
@main
enum Main {
    static func main() {
        if let folder = Driver.setting("GOSSIP_FUZZ_SEEDS") {
            Driver.writeSeeds(to: folder)
            _exit(0)
        }
        Driver.warmUp()
        meter_install()
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        exit(LLVMFuzzerRunDriver(&count, &arguments) { testOneInput($0, $1) })
    }
}

/// Looks at one input; a finding ends the process, as a crash does.
///
/// libFuzzer's own `main`, which is linked and not used, wants it by this name.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: count))
    meter_start()
    do {
        try Driver.target.check(bytes)
    } catch {
        Driver.report("\(error)")
    }
    let peak = Int(meter_peak())
    let most = Driver.target.memoryMax(inputCount: count)
    if peak > most {
        Driver.report("\(count) bytes of input took \(peak) bytes of memory, at most \(most)")
    }
    return 0
}
