# Building the programs. Sourced after output.sh, never run.

# build_programs ROOT CONFIGURATION PRODUCT…: builds each product and sets $programs to their folder.
# Quiet when all goes well: what the compiler says is shown when it fails, or, since a first build
# takes minutes, as it goes on a terminal. What is in the array build_options goes to the builder.
build_options=()
build_programs() {
    local root=$1 configuration=$2 product report started=$SECONDS
    shift 2
    programs=$(swift build --package-path "$root" -c "$configuration" "${build_options[@]}" --show-bin-path) ||
        die "cannot prepare the build; the lines above say why."
    if [ ! -x "$programs/$1" ]; then
        say "The first $configuration build takes a few minutes (SwiftNIO and cryptography are built too)."
    fi
    for product; do
        if [ -t 1 ]; then
            swift build --package-path "$root" -c "$configuration" "${build_options[@]}" --product "$product" ||
                die "$product does not build; the first error above says where."
        else
            report=$(swift build --package-path "$root" -c "$configuration" "${build_options[@]}" \
                --product "$product" 2>&1) ||
                die "$product does not build." "$(grep -F 'error:' <<<"$report" || tail -n 5 <<<"$report")"
        fi
    done
    say "Built $* ($configuration) in $(elapsed $started)."
}
