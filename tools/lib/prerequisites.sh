# The prerequisites of a build: Swift, git, SQLite's header; for the interactive demo tmux. Sourced
# after output.sh, never run. Packages of apt are installed when we may (as root, or with a sudo that
# asks for no password); everything else ends with the command to type.

readonly swift_major_min=6 swift_minor_min=2

require_swift() {
    command -v swift >/dev/null || die \
        "no Swift toolchain found: there is no 'swift' on the PATH." \
        "Install Swift $swift_major_min.$swift_minor_min or newer from https://www.swift.org/install/" \
        "and open a new shell, or put the toolchain's usr/bin on the PATH."
    local version major minor
    version=$(swift --version 2>/dev/null |
        sed -n 's/.*Swift version \([0-9][0-9]*\)\.\([0-9][0-9]*\).*/\1 \2/p' | head -n 1)
    read -r major minor <<<"$version" || true
    [ -n "${minor:-}" ] || die \
        "cannot read the version of $(command -v swift)." \
        "Run 'swift --version': it should print 'Swift version 6.2' or newer."
    if [ "$major" -lt "$swift_major_min" ] ||
        { [ "$major" -eq "$swift_major_min" ] && [ "$minor" -lt "$swift_minor_min" ]; }; then
        die "Swift $major.$minor is too old: this project needs $swift_major_min.$swift_minor_min." \
            "Install a newer one from https://www.swift.org/install/"
    fi
    swift_version=$major.$minor
}

require_git() {
    command -v git >/dev/null || install_package git "git, which fetches the packages we build on,"
}

require_sqlite() {
    [ "$(uname -s)" = Darwin ] && return # part of the system there
    has_sqlite_header || install_package libsqlite3-dev "SQLite's header sqlite3.h"
    has_sqlite_header || die \
        "libsqlite3-dev is installed, and still there is no sqlite3.h in /usr/include."
}

has_sqlite_header() {
    [ -e /usr/include/sqlite3.h ] || [ -e /usr/local/include/sqlite3.h ] ||
        { command -v pkg-config >/dev/null && pkg-config --exists sqlite3; }
}

require_tmux() {
    command -v tmux >/dev/null || install_package tmux "tmux, which the interactive demo runs in,"
}

# install_package PACKAGE WHAT: installs with apt when we may, else ends with the command to type.
install_package() {
    local package=$1 what=$2
    local -a as_root=()
    if ! command -v apt-get >/dev/null; then
        die "$what is missing." \
            "Install it with your package manager; on Debian and Ubuntu the package is $package" \
            "(for SQLite: sqlite-devel on Fedora, sqlite on Arch)."
    fi
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            as_root=(sudo -n)
        else
            die "$what is missing." "Install it with: sudo apt-get install $package"
        fi
    fi
    say "Installing $package …"
    local report
    report=$(apt_install "$package" 2>&1) || die \
        "apt could not install $package." "$(tail -n 3 <<<"$report")" \
        "Try it by hand: sudo apt-get update && sudo apt-get install $package"
}

# A fresh machine has no package lists yet, so a first failure is answered with an update.
apt_install() {
    local -a install=(
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive
        apt-get install --yes --no-install-recommends "$1"
    )
    "${install[@]}" || { "${as_root[@]}" apt-get update && "${install[@]}"; }
}

require_build_tools() {
    require_swift
    require_git
    require_sqlite
}
