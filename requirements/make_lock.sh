#!/bin/sh
# Solve the locks: exact versions with hashes for Python 3.11 to 3.13, no addresses.
# run.txt: to build sites; dev.txt: all of run.txt and the tools of the tests;
# build.txt: what installing this package itself needs.
set -eu
compile() {
  "${UV:-uv}" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-annotate --no-header "$@"
}
compile pyproject.toml -o requirements/run.txt
compile pyproject.toml --extra dev -c requirements/run.txt -o requirements/dev.txt
printf 'hatchling==1.33.0\neditables\n' | compile - -c requirements/dev.txt -o requirements/build.txt
