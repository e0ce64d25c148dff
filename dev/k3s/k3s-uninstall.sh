#!/usr/bin/env bash
# A STAND-IN for k3s-uninstall.sh: stops the server and removes what the installer made.
set -euo pipefail

state='@STATE@'
bin='@BIN@'

if [[ -x $bin/k3s-killall.sh ]]; then "$bin/k3s-killall.sh"; fi
for service in "$state"/k3s/k3s-*.service; do
  if [[ ! -e $service ]] || ! grep -qxF "BIN=$bin" "$service"; then continue; fi
  port=$(sed -n 's/^PORT=//p' "$service")
  kubeconfig=$(sed -n 's/^KUBECONFIG=//p' "$service")
  rm -f "$kubeconfig" "$service"
  rm -rf "$state/k3s/data-$port"
done
rm -f "$bin/k3s" "$bin/k3s-killall.sh" "$bin/k3s-images" "$bin/k3s-uninstall.sh"
