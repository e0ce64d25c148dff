# Tells what runs, whatever happened before.
enter_checkout
find_compose
for sf_container in $(compose ps -q); do
  fact "running $(docker inspect --format '{{.Config.Image}} {{.State.Status}} {{.Image}}' "$sf_container")"
done
