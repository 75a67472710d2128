package io.genrestream.inference.rest;

/** A request that ends with a problem. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ApiFault fault;

    ApiException(ApiFault fault) {
        super(fault.detail());
        this.fault = fault;
    }

    ApiFault fault() {
        return fault;
    }
}
