#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Folders only look left. First samples that must be refused, then the sources.
set -u
check=$SOURCE_DIR/scripts/check_layers.sh
sample=$(mktemp -d)
trap 'rm -rf "$sample"' EXIT

refuse() { # folder, include
    rm -rf "${sample:?}"/*
    mkdir -p "$sample/$1"
    echo "#include \"$2\"" >"$sample/$1/x.c"
    if "$check" "$sample" >/dev/null; then
        echo "not refused: $1 includes $2"
        exit 1
    fi
}
refuse base random/stream.h
refuse engine study/run.h
refuse stats tally.h
refuse theory sojourn.h
refuse elsewhere base/text.h

"$check" "$SOURCE_DIR/src"
