package io.genrestream.streams;

/** Where a record is. */
record RecordPlace(String topic, int partition, long offset) {
    @Override
    public String toString() {
        return "record %s-%d@%d".formatted(topic, partition, offset);
    }
}
