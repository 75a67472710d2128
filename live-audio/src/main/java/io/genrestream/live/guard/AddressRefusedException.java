package io.genrestream.live.guard;

import java.io.IOException;

/** A connection that is not made. Says nothing of the address, which may be an inner one. */
public final class AddressRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    AddressRefusedException(String message) {
        super(message);
    }
}
