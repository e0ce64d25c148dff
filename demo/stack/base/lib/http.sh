# shellcheck shell=dash disable=SC3045 # busybox reads with -t
# A small HTTP server for shell functions, on busybox's nc: one process a request.

cr=$(printf '\r')

# serve PORT COMMAND… — runs COMMAND for each connection, until told to stop. As process 1 a shell has
# to say that it wants to be stopped. (Each further -l lets one more connection wait. COMMAND is a file,
# not an applet: this nc starts an applet inside itself and is broken afterwards.)
serve() {
  port=$1
  shift
  nc -llllllllllllllll -p "$port" -e "$@" &
  server=$!
  trap 'kill "$server" 2>/dev/null; exit 0' TERM INT
  printf 'listening on port %s\n' "$port"
  wait "$server"
}

# Reads a request from standard input: method, path, query, body. Fails on what is none.
read_request() {
  method='' path='' query='' body='' length=0
  IFS=' ' read -t 10 -r method target protocol || return 1
  case $protocol in HTTP/1.*) ;; *) return 1 ;; esac
  path=${target%%\?*}
  case $target in *\?*) query=${target#*\?} ;; esac
  while IFS= read -t 10 -r header; do
    header=${header%"$cr"}
    [ -n "$header" ] || break
    case $header in
    [Cc]ontent-[Ll]ength:*)
      length=${header#*:}
      length=${length# }
      ;;
    esac
  done
  case $length in '' | *[!0-9]* | ???????*) return 1 ;; esac
  if [ "$length" -gt 0 ]; then body=$(timeout 10 head -c "$length"); fi
}

reason() {
  case $1 in
  200) echo OK ;;
  201) echo Created ;;
  202) echo Accepted ;;
  204) echo 'No Content' ;;
  400) echo 'Bad Request' ;;
  404) echo 'Not Found' ;;
  405) echo 'Method Not Allowed' ;;
  503) echo 'Service Unavailable' ;;
  *) echo Error ;;
  esac
}

# respond CODE TYPE BODY
respond() {
  size=$(printf '%s' "$3" | wc -c)
  printf 'HTTP/1.1 %s %s\r\nContent-Type: %s\r\nContent-Length: %s\r\nConnection: close\r\n\r\n%s' \
    "$1" "$(reason "$1")" "$2" "$((size))" "$3"
}

# A name that may become a file's name.
is_key() {
  case $1 in
  '' | .* | *[!a-z0-9.-]*) return 1 ;;
  esac
  [ "${#1}" -le 100 ]
}
