# shellcheck shell=sh

# kubeconfig_server FILE — the API server's address of the first cluster; nothing when there is none.
kubeconfig_server() {
  awk '
    /^[A-Za-z-]+:/ { in_clusters = ($1 == "clusters:") }
    in_clusters && ($1 == "server:" || ($1 == "-" && $2 == "server:")) {
      value = $NF
      gsub(/^["\047]|["\047]$/, "", value)
      print value
      exit
    }' "$1"
}

# san_list NAMES — "a, b" as openssl wants it: DNS:a,DNS:b
san_list() {
  printf '%s' "$1" | tr -d ' ' | tr ',' '\n' | awk '
    $0 == "" { next }
    { printf "%s%s:%s", separator, ($0 ~ /^[0-9.]+$/ ? "IP" : "DNS"), $0; separator = "," }'
}
