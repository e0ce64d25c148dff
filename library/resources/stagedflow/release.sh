#!/bin/sh
# Gives the ports back that were claimed.
set -u
for claim in ${PORT_CLAIMS:-}; do rmdir "$claim" 2>/dev/null || true; done
