# Asks the health URL until it answers well.
enter_checkout
make_directory
sf_body=$sf_directory/body
if command -v curl >/dev/null 2>&1; then
  ask() { sf_said=$(curl -sS --globoff --max-time 10 --output "$sf_body" --write-out '%{http_code}' "$SF_HEALTH_URL" 2>&1); }
elif command -v wget >/dev/null 2>&1; then
  ask() { sf_said=$(wget -q -T 10 -O "$sf_body" "$SF_HEALTH_URL" 2>&1) && sf_said=200; }
else
  fail "neither curl nor wget is installed on the target"
fi
printf 'asking %s for at most %s s\n' "$SF_HEALTH_URL" "$SF_HEALTH_SECONDS"
sf_end=$(($(date +%s) + SF_HEALTH_SECONDS))
while :; do
  : >"$sf_body"
  ask || sf_said="no answer ($sf_said)"
  case $sf_said in
    2[0-9][0-9]) break ;;
  esac
  [ "$(date +%s)" -lt "$sf_end" ] ||
    fail "$SF_HEALTH_URL did not become healthy within $SF_HEALTH_SECONDS s; the last answer was $sf_said"
  sleep 0.5 2>/dev/null || sleep 1
done
fact "body $(head -c 4096 "$sf_body" | base64 | tr -d '\n')"
printf '%s answers %s\n' "$SF_HEALTH_URL" "$sf_said"
