#!/bin/sh
# Every C file is as clang-format 14 and .clang-format would have it.
# Usage: tests/format.sh SOURCE_ROOT; exit 77 where that version is missing.
set -u
cd "$1" || exit 1
for format in clang-format-14 clang-format; do
    "$format" --version 2>/dev/null | grep -q 'version 14\.' || continue
    find sim model tools tests -name '*.[ch]' -print0 | sort -z |
        xargs -0 "$format" --dry-run -Werror
    exit $?
done
echo "clang-format 14 is not installed"
exit 77
