enter_checkout
find_compose
compose up -d --remove-orphans || broke "the containers could not be started"
