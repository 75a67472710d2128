package io.genrestream.kit.settings;

import io.smallrye.config.WithDefault;
import java.util.Optional;
import org.hibernate.validator.constraints.Range;

/** What the services that process streams have alike. */
public interface ProcessingSettings extends EventSettings {

    /** Largest record (bytes), the same for all services and topics. */
    @WithDefault("1048576")
    @Range(min = 65_536, max = 1 << 28)
    int maxRecordBytes();

    /**
     * Names this process among those of its service. With it, membership is static: started again under its name, it
     * takes its partitions back without a rebalance. No two processes may have the same.
     */
    Optional<String> instance();

    /**
     * What follows where a record fails three times by the program's own fault: {@code set-aside} makes it a dead letter
     * PROCESSING_FAILED and goes on, {@code stop} stops the service for good.
     */
    @WithDefault("set-aside")
    OnFailedRecord onFailedRecord();
}
