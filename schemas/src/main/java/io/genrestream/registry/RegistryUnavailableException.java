package io.genrestream.registry;

import io.genrestream.fault.EventError;
import org.apache.kafka.common.errors.RetriableException;

/** No registry answered, or each only with an error of its own. The records are not to blame: try them again later. */
public class RegistryUnavailableException extends RetriableException {
    private static final long serialVersionUID = 1L;

    public RegistryUnavailableException(String details, Throwable cause) {
        super(EventError.REGISTRY_UNAVAILABLE.message(details), cause);
    }

    public String code() {
        return EventError.REGISTRY_UNAVAILABLE.name();
    }
}
