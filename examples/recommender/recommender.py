"""Says which known tracks sound most like each new one, by the embeddings on genre.tracks.

    pip install -r requirements.txt
    python recommender.py 127.0.0.1:19092 http://127.0.0.1:19081/apis/ccompat/v7

Both addresses are in `genrestream status --json`. The tracks whose results are on the topic when this starts are the
library; each later one is compared with it and joins it. The topic is compacted, so it is the index: nothing is stored.
"""

import sys

import numpy as np
from confluent_kafka import Consumer, TopicPartition
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext

TOPIC = "genre.tracks"
NEIGHBOURS = 5


class Library:
    def __init__(self):
        self.directions = {}

    def add(self, stream_id, embedding):
        self.directions[stream_id] = embedding / max(np.linalg.norm(embedding), 1e-12)

    def remove(self, stream_id):
        self.directions.pop(stream_id, None)

    def nearest(self, stream_id, embedding):
        """(stream id, cosine similarity), most alike first, the track itself left out."""
        names = [name for name in self.directions if name != stream_id]
        if not names:
            return []
        alike = np.stack([self.directions[name] for name in names]) @ (embedding / max(np.linalg.norm(embedding), 1e-12))
        return [(names[place], float(alike[place])) for place in np.argsort(-alike)[:NEIGHBOURS]]


def main(bootstrap, registry):
    # No group: everybody who recommends reads all partitions, from their beginning.
    consumer = Consumer(
        {"bootstrap.servers": bootstrap, "group.id": "unused", "isolation.level": "read_committed", "enable.auto.commit": False}
    )
    read = AvroDeserializer(SchemaRegistryClient({"url": registry}))
    partitions = [TopicPartition(TOPIC, p, 0) for p in consumer.list_topics(TOPIC, timeout=10).topics[TOPIC].partitions]
    ends = {p.partition: consumer.get_watermark_offsets(p, timeout=10)[1] for p in partitions}
    consumer.assign(partitions)
    library = Library()
    greeted = False
    while True:
        if not greeted and all(place.offset >= ends[place.partition] or ends[place.partition] == 0
                               for place in consumer.position(partitions)):
            print(f"{len(library.directions)} tracks in the library", flush=True)
            greeted = True
        message = consumer.poll(0.2)
        if message is None or message.error():
            continue
        if message.value() is None:
            # A tombstone is a result that was deleted.
            library.remove(message.key().decode())
            continue
        track = read(message.value(), SerializationContext(TOPIC, MessageField.VALUE))
        embedding = np.frombuffer(track["embedding"], dtype="<f4")
        if not track["final"] or embedding.size == 0:
            continue
        if greeted:
            alike = ", ".join(f"{name} ({share:.2f})" for name, share in library.nearest(track["streamId"], embedding))
            print(f"{track['streamId']} [{track['label']}] sounds like: {alike or 'nothing known'}", flush=True)
        library.add(track["streamId"], embedding)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
