package io.genrestream.registry;

import io.genrestream.fault.EventError;
import org.apache.kafka.common.KafkaException;

/** The registry answered and refused: its settings, its rights or its schemas want a person's hand. */
public class RegistryRefusedException extends KafkaException {
    private static final long serialVersionUID = 1L;

    private final EventError fault;

    public RegistryRefusedException(EventError fault, String details) {
        super(fault.message(details));
        this.fault = fault;
    }

    public String code() {
        return fault.name();
    }
}
