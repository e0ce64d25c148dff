# Fetches the images of the new version; nothing that runs is touched.
enter_checkout
find_compose
compose config -q || fail "the compose files are not valid"
log_in
compose pull || fail "the images could not be pulled"
