"""Prints the final result of one stream, read as any recommender would: plain Kafka, plain Avro, committed records."""

import sys
import time

from confluent_kafka import Consumer, TopicPartition
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext

TOPIC = "genre.tracks"
PATIENCE_SECONDS = 60


def main(bootstrap_servers, registry_url, stream_id):
    read_avro = AvroDeserializer(SchemaRegistryClient({"url": registry_url}))
    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap_servers,
            "group.id": "plain-python-reader",
            "isolation.level": "read_committed",
            "enable.auto.commit": False,
        }
    )
    partitions = consumer.list_topics(TOPIC, timeout=10).topics[TOPIC].partitions
    consumer.assign([TopicPartition(TOPIC, number, 0) for number in partitions])
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        message = consumer.poll(1.0)
        if message is None or message.error() or message.key() != stream_id.encode():
            continue
        track = read_avro(message.value(), SerializationContext(TOPIC, MessageField.VALUE))
        if track["final"]:
            print(f"final={track['final']} label={track['label']} seconds={track['seconds']} scores={track['scores']}")
            consumer.close()
            return 0
    print(f"no final result of {stream_id} within {PATIENCE_SECONDS} s")
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
