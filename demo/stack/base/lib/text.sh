# shellcheck shell=sh
# Text in and out: TOML that is read, JSON and HTML that is written.

# json_escape TEXT — as the inside of a JSON string.
json_escape() {
  printf '%s' "$1" | awk '
    BEGIN { for (i = 1; i < 32; i++) control[sprintf("%c", i)] = sprintf("\\u%04x", i) }
    {
      if (NR > 1) printf "\\n"
      n = length($0)
      for (i = 1; i <= n; i++) {
        c = substr($0, i, 1)
        if (c == "\\" || c == "\"") printf "\\%s", c
        else if (c in control) printf "%s", control[c]
        else printf "%s", c
      }
    }'
}

# html_escape TEXT — as text of an HTML page.
html_escape() {
  printf '%s' "$1" | sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g' -e 's/"/\&quot;/g'
}

# toml_get FILE SECTION KEY — prints a string, number or boolean; fails when it is not there.
toml_get() {
  awk -v wanted_section="$2" -v wanted_key="$3" '
    function trimmed(text) { gsub(/^[ \t]+|[ \t\r]+$/, "", text); return text }
    {
      line = trimmed($0)
      if (line == "" || line ~ /^#/) next
      if (line ~ /^\[/) {
        sub(/[ \t]*#.*$/, "", line)
        section = trimmed(substr(line, 2, length(line) - 2))
        next
      }
      at = index(line, "=")
      if (!at || section != wanted_section || trimmed(substr(line, 1, at - 1)) != wanted_key) next
      value = trimmed(substr(line, at + 1))
      if (value ~ /^"/) {
        value = substr(value, 2)
        text = ""
        while (value != "") {
          c = substr(value, 1, 1)
          if (c == "\\") { text = text substr(value, 2, 1); value = substr(value, 3); continue }
          if (c == "\"") { found = 1; break }
          text = text c
          value = substr(value, 2)
        }
        if (found) print text
      } else {
        sub(/[ \t]*#.*$/, "", value)
        if (value != "") { found = 1; print value }
      }
      exit
    }
    END { exit !found }' "$1"
}
