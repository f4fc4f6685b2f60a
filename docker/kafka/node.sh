#!/bin/bash
# One server of the Kafka cluster, run in its container:
#   node.sh format   makes the folders of all servers, once, when the cluster is created
#   node.sh controller|broker ID   runs one; on a folder that was not formatted it ends
# A folder is never formatted on the way: an empty one where data should be is a loss to look at, not a new cluster.
set -euo pipefail

readonly KAFKA=/opt/kafka/bin CONFIG=/etc/sluice-kafka
readonly CLUSTER_ID=pUUNfxlZRkS1XzkbSCTt7g
readonly CONTROLLERS=1@controller-1:9093:BqhVvEXyutL0WBRJGLqmow,2@controller-2:9093:DDx1Kdvmthk0orzmkMY5BQ,3@controller-3:9093:kuOjA4b583tsWiXxCIcSvw

# Controllers have the ids 1 to 3, brokers 11 to 13.
properties() {
    local role=$1 id=$2
    cat "$CONFIG/$role.properties"
    if [[ $role == controller ]]; then
        printf 'node.id=%s\nlisteners=CONTROLLER://:9093\nadvertised.listeners=CONTROLLER://controller-%s:9093\n' "$id" "$id"
    else
        printf 'node.id=1%s\nbroker.rack=rack-%s\nlisteners=PLAINTEXT://:9092\nadvertised.listeners=PLAINTEXT://broker-%s:9092\n' \
            "$id" "$id" "$id"
    fi
}

format_all() {
    local id
    for id in 1 2 3; do
        properties controller "$id" | sed "s|^log.dirs=.*|log.dirs=/folders/controller-$id|" >/tmp/format.properties
        "$KAFKA/kafka-storage.sh" format --ignore-formatted --cluster-id "$CLUSTER_ID" --config /tmp/format.properties \
            --initial-controllers "$CONTROLLERS"
        properties broker "$id" | sed "s|^log.dirs=.*|log.dirs=/folders/broker-$id|" >/tmp/format.properties
        "$KAFKA/kafka-storage.sh" format --ignore-formatted --cluster-id "$CLUSTER_ID" --config /tmp/format.properties \
            --no-initial-controllers
    done
}

case ${1:-} in
    format) format_all ;;
    controller | broker)
        properties "$1" "$2" >/tmp/server.properties
        exec "$KAFKA/kafka-server-start.sh" /tmp/server.properties
        ;;
    *)
        echo "node.sh: format, or controller|broker and an id" >&2
        exit 64
        ;;
esac
