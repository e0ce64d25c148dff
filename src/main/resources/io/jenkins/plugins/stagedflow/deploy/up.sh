enter_checkout
find_compose
compose up -d --remove-orphans || fail "the containers could not be started"
