# What a workflow sends to the server: the steps of a plain deployment, one after the other. Read by bash -s there;
# the token is in the environment, as the action for SSH passes it.
set -e
cd "$DIRECTORY"
git pull origin main
echo "$TOKEN" | docker login "$REGISTRY" --username "$READER_USER" --password-stdin
$COMPOSE pull
$COMPOSE up -d --remove-orphans
for _ in $(seq 1 120); do
  if curl -sf -o /dev/null "$HEALTH_URL"; then healthy=yes && break; fi
  sleep 1
done
[ -n "$healthy" ]
docker image prune -f --filter until=72h
