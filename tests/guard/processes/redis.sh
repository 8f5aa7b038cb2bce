#!/bin/sh
# Starts a redis-server on loopback and a Unix socket and runs guard_redis against it. Usage: redis.sh GUARD_REDIS
# The server ends with this script, and by itself when that is killed (it is given a time to live).
set -eu
program=$1
if ! command -v redis-server >/dev/null 2>&1; then
    echo "skipped: redis-server is not here"
    exit 77
fi
folder=$(mktemp -d)
password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
server=
end() {
    [ -z "$server" ] || kill -9 "$server" 2>/dev/null || :
    rm -rf "$folder"
}
trap end EXIT INT TERM
port=$(python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])')
timeout 120 redis-server --bind 127.0.0.1 --port "$port" --unixsocket "$folder/redis" --unixsocketperm 700 \
    --save '' --appendonly no --dir "$folder" --requirepass "$password" --pidfile "$folder/pid" --daemonize no \
    >"$folder/log" 2>&1 &
server=$!
tries=0
while [ ! -S "$folder/redis" ]; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || { cat "$folder/log"; exit 1; }
    sleep 0.05
done
timeout 100 "$program" "$port" "$folder/redis" "$(cat "$folder/pid")" "$password"
