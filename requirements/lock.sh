#!/bin/sh
# Pins what site.in, test.in and engines.in ask for, by hash and for every platform, and records no download address.
set -eu
cd "$(dirname "$0")"
python=../.venv/bin/python
"$python" -m pip install --quiet --disable-pip-version-check uv
for what in site test engines; do
    "$python" -m uv pip compile --universal --python-version 3.11.5 --generate-hashes --no-header \
        --upgrade --quiet --output-file "$what.txt" "$what.in"
done
