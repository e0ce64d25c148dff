# shellcheck shell=sh
# What the backend answers. Its surroundings come in variables, so that tests can set them:
# config and kubernetes (files), message (file), IMAGE_TAG.

# The one line a change usually touches.
message_text() { head -n 1 "$message"; }

kubernetes_server() {
  if [ -s "$kubernetes" ]; then cat "$kubernetes"; else printf 'none'; fi
}

# setting SECTION KEY — from the configuration; fails when it is not there (yet).
setting() { [ -s "$config" ] && toml_get "$config" "$1" "$2"; }

# call ADDRESS PATH [BODY] — GET, or POST when there is a body. (Not wget -T: in an image
# Debian's static busybox dies of that option.)
call() {
  if [ $# -gt 2 ]; then
    timeout 3 wget -q -O - --post-data "$3" "http://$1$2"
  else
    timeout 3 wget -q -O - "http://$1$2"
  fi
}

store_state() {
  if address=$(setting store address) && [ "$(call "$address" /health 2>/dev/null)" = up ]; then
    printf up
  else
    printf down
  fi
}

# health STORE CONFIGURED — the body; live only when both are there.
health_body() {
  status=live
  if [ "$1" != up ] || [ "$2" != yes ]; then status=unavailable; fi
  printf '{"status":"%s","version":"%s","message":"%s","kubernetes":"%s","environment":"%s","store":"%s"}\n' \
    "$status" "$(json_escape "${IMAGE_TAG:-unknown}")" "$(json_escape "$(message_text)")" \
    "$(json_escape "$(kubernetes_server)")" "$(json_escape "$(setting stack environment || printf unknown)")" "$1"
}

health_code() {
  if [ "$1" = up ] && [ "$2" = yes ]; then printf 200; else printf 503; fi
}

# item_body ID STATE RESULT
item_body() {
  printf '{"id":"%s","state":"%s","result":"%s"}\n' "$1" "$2" "$(json_escape "$3")"
}

# What the worker does with an item.
process_item() { printf '%s' "$1" | tr '[:lower:]' '[:upper:]'; }
