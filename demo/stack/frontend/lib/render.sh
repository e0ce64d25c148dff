# shellcheck shell=sh

# render FILE NAME=VALUE… — FILE with each {{NAME}} replaced; fails on one that has no value.
render() {
  template=$1
  shift
  awk '
    BEGIN {
      for (i = 2; i < ARGC; i++) {
        at = index(ARGV[i], "=")
        value[substr(ARGV[i], 1, at - 1)] = substr(ARGV[i], at + 1)
        ARGV[i] = ""
      }
    }
    {
      rest = $0
      line = ""
      while ((from = index(rest, "{{")) > 0) {
        to = index(rest, "}}")
        if (to < from) break
        name = substr(rest, from + 2, to - from - 2)
        if (!(name in value)) {
          printf "%s: no value for {{%s}}\n", FILENAME, name > "/dev/stderr"
          failed = 1
          exit
        }
        line = line substr(rest, 1, from - 1) value[name]
        rest = substr(rest, to + 2)
      }
      print line rest
    }
    END { exit failed }' "$template" "$@"
}
