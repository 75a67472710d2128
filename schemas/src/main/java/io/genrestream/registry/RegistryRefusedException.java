package io.genrestream.registry;

import io.genrestream.fault.Fault;
import org.apache.kafka.common.KafkaException;

/** The registry answered and refused: its settings, its rights or its schemas want a person's hand. */
public class RegistryRefusedException extends KafkaException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    public RegistryRefusedException(Fault fault, String details) {
        super(fault.message(details));
        this.fault = fault;
    }

    public String code() {
        return fault.name();
    }
}
