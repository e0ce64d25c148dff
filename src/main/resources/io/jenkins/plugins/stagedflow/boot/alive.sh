# Fails when a container of certain services has ended badly: alive SERVICES PROGRAM [ARGUMENT ...]
# SERVICES are names with spaces between; the program prints the ids of the containers of the project.
# A container that dies at once has done so by then; one that its engine starts again has not ended.
services=" $1 "
shift
sleep 0.1
bad=0
containers=$("$@") || exit
for container in $containers; do
    form='{{.State.Status}} {{.State.ExitCode}} {{index .Config.Labels "com.docker.compose.service"}}'
    state=$(docker inspect --format "$form" "$container") || exit
    read -r status code service <<END
$state
END
    case $services in *" $service "*) ;; *) continue ;; esac
    if [ "$status" = exited ] || [ "$status" = dead ]; then
        if [ "$code" -ne 0 ]; then
            docker logs --tail 20 "$container" 2>&1
            echo "The service $service exited with status $code; the end of its log is above"
            bad=1
        fi
    fi
done
exit "$bad"
