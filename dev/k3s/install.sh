#!/bin/sh
# A STAND-IN for the installer of k3s. It takes the variables and arguments of the real one and leaves the
# same files and the same kind of kubeconfig, but what it starts is a small API server without containers.
# dev/services fills in the names between @ signs and serves the result as the real address would.
#
#   INSTALL_K3S_VERSION, INSTALL_K3S_EXEC, INSTALL_K3S_BIN_DIR, INSTALL_K3S_SKIP_START,
#   INSTALL_K3S_SKIP_ENABLE, K3S_KUBECONFIG_MODE, K3S_KUBECONFIG_OUTPUT   as in the real one
#   STAGED_FLOW_STANDIN_INSTALL_SECONDS   how long the installation takes (0)
#   STAGED_FLOW_STANDIN_READY_SECONDS     when, after the start, the node is Ready (1)
set -eu

state='@STATE@'
offered='@VERSION@'
default_port='@PORT@'

info() { printf '[INFO]  %s\n' "$*"; }

fatal() {
  printf '[ERROR]  %s\n' "$*" >&2
  exit 1
}

number() {
  case $2 in
  '' | *[!0-9]*) fatal "$1 is '$2', and a whole number was expected: correct it" ;;
  esac
}

# The value of the last --NAME VALUE or --NAME=VALUE among the arguments, else nothing.
option() {
  wanted=$1 found=
  shift
  while [ $# -gt 0 ]; do
    case $1 in
    "$wanted"=*) found=${1#*=} ;;
    "$wanted") if [ $# -gt 1 ]; then found=$2; fi ;;
    esac
    shift
  done
  printf '%s' "$found"
}

# Puts a file in place whole or not at all.
place() {
  cp "$1" "$2.new.$$"
  chmod 755 "$2.new.$$"
  mv -f "$2.new.$$" "$2"
}

version=${INSTALL_K3S_VERSION:-$offered}
[ "$version" = "$offered" ] ||
  fatal "the k3s stand-in has $offered only, and INSTALL_K3S_VERSION asks for $version: ask for $offered or use the real installer"

bin=${INSTALL_K3S_BIN_DIR:-$state/k3s/bin}
delay=${STAGED_FLOW_STANDIN_INSTALL_SECONDS:-0}
number STAGED_FLOW_STANDIN_INSTALL_SECONDS "$delay"
number STAGED_FLOW_STANDIN_READY_SECONDS "${STAGED_FLOW_STANDIN_READY_SECONDS:-1}"
[ -d "$state/k3s/payload" ] ||
  fatal "$state/k3s/payload is missing, so the services that this installer belongs to are down: run 'dev/services up'"

# As in the real one: INSTALL_K3S_EXEC is a line of words, arguments of the script come after it.
# shellcheck disable=SC2086
set -- ${INSTALL_K3S_EXEC:-} "$@"
case ${1:-} in
server) shift ;;
agent) fatal "the k3s stand-in cannot be an agent: leave 'agent' out of INSTALL_K3S_EXEC" ;;
'' | -*) ;;
*) fatal "'$1' is no command of k3s that the stand-in knows: let INSTALL_K3S_EXEC begin with 'server' or an option" ;;
esac
if [ -n "${K3S_KUBECONFIG_OUTPUT:-}" ]; then set -- "$@" --write-kubeconfig "$K3S_KUBECONFIG_OUTPUT"; fi
if [ -n "${K3S_KUBECONFIG_MODE:-}" ]; then set -- "$@" --write-kubeconfig-mode "$K3S_KUBECONFIG_MODE"; fi

port=$(option --https-listen-port "$@")
port=${port:-$default_port}
number --https-listen-port "$port"
kubeconfig=$(option --write-kubeconfig "$@")
kubeconfig=${kubeconfig:-$state/k3s/k3s.yaml}
case $kubeconfig in
/*) ;;
*) fatal "--write-kubeconfig is '$kubeconfig', and k3s wants an absolute path: give one" ;;
esac

info "This is a stand-in for k3s: an API server without containers, for tests and demonstrations"
info "Using $version as release"
if [ "$delay" != 0 ]; then
  info "Taking $delay s, as STAGED_FLOW_STANDIN_INSTALL_SECONDS asks"
  sleep "$delay"
fi

mkdir -p "$bin" || fatal "the directory $bin cannot be made: set INSTALL_K3S_BIN_DIR to one that can"
for name in k3s k3s-killall.sh k3s-uninstall.sh; do
  info "Installing $name to $bin/$name"
  sed "s|@BIN@|$bin|g" "$state/k3s/payload/$name" >"$state/k3s/$name.$$"
  place "$state/k3s/$name.$$" "$bin/$name"
  rm -f "$state/k3s/$name.$$"
done

# The service file: what the stand-in of systemd would start, and for whom the two scripts stop it.
service=$state/k3s/k3s-$port.service
printf 'BIN=%s\nPORT=%s\nKUBECONFIG=%s\n' "$bin" "$port" "$kubeconfig" >"$service.new.$$"
mv -f "$service.new.$$" "$service"

if [ -n "${INSTALL_K3S_SKIP_START:-}" ] && [ "$INSTALL_K3S_SKIP_START" != false ]; then exit 0; fi
if [ -n "${INSTALL_K3S_SKIP_ENABLE:-}" ] && [ "$INSTALL_K3S_SKIP_ENABLE" != false ]; then exit 0; fi

info "Starting k3s on port $port of the loopback interface"
exec "$bin/k3s" start-service "$@" --https-listen-port "$port" --write-kubeconfig "$kubeconfig"
