package io.genrestream.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicCatalogueTest {
    @Test
    void shouldPutThePrefixBeforeTopicsSubjectsAndGroups() {
        TopicCatalogue catalogue = new TopicCatalogue("test.", 4);

        assertThat(catalogue.all()).extracting(Topic::name).allMatch(name -> name.startsWith("test."));
        assertThat(catalogue.genreTracks().subject()).isEqualTo("test.genre.tracks-value");
        assertThat(catalogue.featureGroup()).isEqualTo("test.feature-service");
    }

    @Test
    void shouldCompactOnlyWhatIsAStateAndNotAHistory() {
        TopicCatalogue catalogue = new TopicCatalogue("", 4);

        assertThat(catalogue.all())
                .filteredOn(Topic::compacted)
                .containsExactly(catalogue.audioStreams(), catalogue.audioSources(), catalogue.genreTracks());
    }

    @Test
    void shouldKeepNothingForEverButWhatIsWanted() {
        TopicCatalogue catalogue = new TopicCatalogue("", 4);

        assertThat(catalogue.all()).filteredOn(Topic::isKeptForEver).containsExactly(catalogue.audioSources());
        assertThat(catalogue.audioSources().settings())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("retention.ms", "-1");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2"})
    void shouldLetOneReplicaBeAwayWhereThereAreSeveral(short replicationFactor, String minInSync) {
        Topic topic = new TopicCatalogue("", 4).audioChunks();

        assertThat(topic.settings(replicationFactor)).containsEntry("min.insync.replicas", minInSync);
        assertThat(topic.settings((short) -1)).doesNotContainKey("min.insync.replicas");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "ä", "a/b"})
    void shouldRefuseAPrefixThatNoTopicMayHave(String prefix) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TopicCatalogue(prefix, 4));
    }

    @Test
    void shouldRefuseToHaveNoPartitions() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TopicCatalogue("", 0));
    }

    @Test
    void shouldSetEverythingFromOneLimit() {
        RecordLimit limit = RecordLimit.from(Map.of(RecordLimit.SETTING, "2000000"));
        TopicCatalogue catalogue = new TopicCatalogue("", 4, limit);

        assertThat(catalogue.audioChunks().maxRecordBytes()).isEqualTo(2_000_000);
        assertThat(limit.producer()).containsEntry("max.request.size", 2_000_000);
        assertThat(catalogue.deadChunks().maxRecordBytes())
                .isGreaterThan(2_000_000)
                .isEqualTo(limit.consumer().get("max.partition.fetch.bytes"))
                .isEqualTo(limit.streams().get("producer.max.request.size"));
    }

    @ParameterizedTest
    @CsvSource({"12, 1048576, 2", "48, 1048576, 1", "1, 65536, 64", "12, 268435456, 1"})
    void shouldReadAheadNoMoreThanTheHeapHolds(int partitions, int bytes, int records) {
        assertThat(new TopicCatalogue("", partitions, new RecordLimit(bytes)).streams())
                .containsEntry("buffered.records.per.partition", records)
                .containsKey("producer.max.request.size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 MB", "0", "-1", "3000000000"})
    void shouldRefuseALimitThatIsNone(String bytes) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> RecordLimit.from(Map.of(RecordLimit.SETTING, bytes)))
                .withMessageContaining(RecordLimit.SETTING);
    }
}
