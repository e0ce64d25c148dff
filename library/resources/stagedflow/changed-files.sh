#!/bin/sh
# Prints the files that changed since CHANGES_BASE, or since HEAD left the branch CHANGES_TARGET; nothing where git cannot tell.
set -u
base=${CHANGES_BASE:-}
if [ -n "${CHANGES_TARGET:-}" ]; then
  git rev-parse -q --verify "origin/$CHANGES_TARGET^{commit}" >/dev/null 2>&1 ||
    git fetch -q --no-tags origin "+refs/heads/$CHANGES_TARGET:refs/remotes/origin/$CHANGES_TARGET" >&2 || true
  base=$(git merge-base "origin/$CHANGES_TARGET" HEAD) || exit 0
fi
git -c core.quotePath=false diff --name-only --no-renames "$base" HEAD -- || true
